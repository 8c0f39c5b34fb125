import { expect, it } from 'vitest';
import { groupLikeness } from './groupLikeness.ts';

/** Heads 0 and 1 read KV head 0; 2 and 3 read KV head 1. */
const similarity = Float64Array.of(1, 0.9, 0.5, 0.6, 0.9, 1, 0.7, 0.8, 0.5, 0.7, 1, 0.7, 0.6, 0.8, 0.7, 1);

it('averages pairs that share K and V apart from pairs that do not, each pair once', () => {
  const { within, across } = groupLikeness(similarity, { numHeads: 4, numKvHeads: 2 });
  expect(within?.pairs).toBe(2);
  expect(within?.mean).toBeCloseTo(0.8, 15);
  expect(within?.deviation).toBeCloseTo(0.1, 15);
  expect(across?.pairs).toBe(4);
  expect(across?.mean).toBeCloseTo(0.65, 15);
  // Deviations −0.15, −0.05, 0.05, 0.15.
  expect(across?.deviation).toBeCloseTo(Math.sqrt(0.0125), 15);
});

it('has no pair within a group in MHA, and none across in MQA', () => {
  expect(groupLikeness(similarity, { numHeads: 4, numKvHeads: 4 })).toMatchObject({
    within: null,
    across: { pairs: 6 },
  });
  expect(groupLikeness(similarity, { numHeads: 4, numKvHeads: 1 })).toMatchObject({
    within: { pairs: 6 },
    across: null,
  });
});

it('has no pairs at all where there is one head', () => {
  expect(groupLikeness(Float64Array.of(1), { numHeads: 1, numKvHeads: 1 })).toEqual({ within: null, across: null });
});
