import { expect, it } from 'vitest';
import { MECHANISMS, type Mechanism } from '../types.ts';
import { openComparison } from './comparison.ts';
import { type LikenessAcross, likenessAcross, likenessTo, nearestHead } from './likenessAcross.ts';

const SIZES = { numHeads: 3, sequenceLength: 4, causal: true };

/** A map whose rows are softmax weights that `seed` decides; what is masked is 0. */
function mapOf(seed: number): Float32Array {
  const cells = new Float32Array(16);
  for (let row = 0; row < 4; row++) {
    const scores = Array.from({ length: row + 1 }, (_, key) => Math.exp(4 * Math.sin(seed + 3 * row + key)));
    const sum = scores.reduce((total, score) => total + score, 0);
    for (const [key, score] of scores.entries()) cells[row * 4 + key] = score / sum;
  }
  return cells;
}

const headsOf = (...seeds: number[]) => Float32Array.from(seeds.flatMap((seed) => [...mapOf(seed)]));
const MAPS = { mha: headsOf(1, 2, 3), gqa: headsOf(3, 4, 1), mqa: headsOf(9, 1.05, 5) };

function compared(maps: Partial<Record<Mechanism, Float32Array>>, sizes = SIZES): LikenessAcross {
  const work = likenessAcross(maps, sizes);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

it('measures two mechanisms’ heads as those of one are measured', () => {
  // The six heads of MHA and GQA as heads of one mechanism.
  const together = openComparison({ ...SIZES, numHeads: 6 });
  for (const [head, seed] of [1, 2, 3, 3, 4, 1].entries()) {
    const map = mapOf(seed);
    for (const _ of together.add(head, { mha: map, gqa: map, mqa: map }));
  }
  const within = together.finish().similarities.mha;
  const across = compared(MAPS);
  for (const queryHead of [0, 1, 2]) {
    const row = (from: number, to: number) => [0, 1, 2].map((other) => within[(from + queryHead) * 6 + to + other]);
    expect(likenessTo(across, { mechanism: 'mha', queryHead }, 'gqa')).toEqual(row(0, 3));
    expect(likenessTo(across, { mechanism: 'gqa', queryHead }, 'mha')).toEqual(row(3, 0));
  }
});

it('finds the largest of them, whichever head it is asked of', () => {
  const across = compared(MAPS);
  for (const mechanism of MECHANISMS)
    for (const other of MECHANISMS)
      for (const queryHead of [0, 1, 2]) {
        const likeness = likenessTo(across, { mechanism, queryHead }, other);
        const nearest = nearestHead(across, { mechanism, queryHead }, other);
        expect(nearest?.likeness).toBe(likeness && Math.max(...likeness));
        if (nearest) expect(likeness?.[nearest.queryHead]).toBe(nearest.likeness);
      }
});

it('finds the same head elsewhere, whatever its number, from either side', () => {
  const across = compared(MAPS);
  const numbersOf = (mechanism: Mechanism, queryHead: number) =>
    MECHANISMS.map((other) => nearestHead(across, { mechanism, queryHead }, other)?.queryHead);
  expect(numbersOf('mha', 0)).toEqual([undefined, 2, 1]);
  expect(numbersOf('gqa', 0)[0]).toBe(2);
  expect(numbersOf('gqa', 2)).toEqual([0, undefined, 1]);
  expect(numbersOf('mqa', 1)).toEqual([0, 2, undefined]);
  expect(nearestHead(across, { mechanism: 'gqa', queryHead: 0 }, 'mha')?.likeness).toBeCloseTo(1, 6);
  expect(nearestHead(across, { mechanism: 'mqa', queryHead: 1 }, 'mha')?.likeness).toBeLessThan(0.99);
});

it('takes the lowest number of heads that are equally alike', () => {
  const across = compared({ mha: headsOf(1, 2, 3), gqa: headsOf(5, 5, 5) });
  expect(nearestHead(across, { mechanism: 'mha', queryHead: 1 }, 'gqa')?.queryHead).toBe(0);
});

it('links nothing of mechanisms that were not compared, nor in a text of one token', () => {
  const head = { mechanism: 'mha', queryHead: 0 } as const;
  const two = compared({ mha: MAPS.mha, mqa: MAPS.mqa });
  expect(Object.keys(two)).toEqual(['mqa-mha']);
  expect(nearestHead(two, head, 'gqa')).toBeUndefined();
  const one = Float32Array.of(1, 1, 1);
  expect(compared({ mha: one, gqa: one, mqa: one }, { ...SIZES, sequenceLength: 1 })).toEqual({});
});
