import { expect, it } from 'vitest';
import { orderedHeads, overallDistance } from './headOrder.ts';

const distances = Float64Array.of(0.25, 0.5, 0.25, 0.75);

it('orders heads as numbered, or the most different first', () => {
  expect(orderedHeads({ meanDistances: distances }, false)).toEqual([0, 1, 2, 3]);
  expect(orderedHeads({ meanDistances: distances }, true)).toEqual([3, 1, 0, 2]);
});

it('averages over heads', () => {
  expect(overallDistance(distances)).toBe(0.4375);
});
