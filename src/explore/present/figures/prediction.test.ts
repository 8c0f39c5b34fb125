import { describe, expect, it } from 'vitest';
import { stateWith } from '../../../state/testing/states.ts';
import { costsOf, nextPhase } from './prediction.ts';

const four = costsOf(stateWith({ text: 'to be or not', numKvHeads: 4 }));
const two = costsOf(stateWith({ text: 'to be or not', numKvHeads: 2 }));

describe('a prediction', () => {
  it('covers, keeps what was there before, and shows it beside what came of the moves under the cover', () => {
    const covered = nextPhase(null, four);
    expect(covered).toEqual({ phase: 'covered', before: four });
    expect(nextPhase(covered, two)).toEqual({ phase: 'shown', before: four });
  });

  it('begins again from what is on screen', () => {
    const shown = { phase: 'shown', before: four } as const;
    expect(nextPhase(shown, two)).toEqual({ phase: 'covered', before: two });
  });
});

it('takes the costs of each mechanism from the picture', () => {
  // 2 (K and V) × KV heads × 16 (d_head) × 4 tokens × 4 bytes
  expect(four.gqa).toMatchObject({ numKvHeads: 4, bytes: 2 * 4 * 16 * 4 * 4, shareOfMha: 0.25 });
  expect(two.gqa).toMatchObject({ numKvHeads: 2, bytes: 2 * 2 * 16 * 4 * 4, shareOfMha: 0.125 });
  expect(two.mha).toEqual(four.mha);
  expect(two.gqa.parameters).toBeLessThan(four.gqa.parameters);
});
