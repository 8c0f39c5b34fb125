import { expect, it } from 'vitest';
import { clusterHeads } from './clusterHeads.ts';

/** Heads 0 and 2 are close, 1 and 3 less so; the pairs are far from each other. */
const similarity = Float64Array.of(1, 0.2, 0.9, 0.4, 0.2, 1, 0.2, 0.7, 0.9, 0.2, 1, 0.4, 0.4, 0.7, 0.4, 1);

it('puts heads next to each other that are most alike', () => {
  expect(clusterHeads(similarity, 4).order).toEqual([0, 2, 1, 3]);
});

it('joins two clusters at the mean distance of their heads', () => {
  const { merges } = clusterHeads(similarity, 4);
  expect(merges.map(({ left, right }) => [left, right])).toEqual([
    [0, 1],
    [2, 3],
    [0.5, 2.5],
  ]);
  expect(merges[0]?.height).toBeCloseTo(0.1, 12);
  expect(merges[1]?.height).toBeCloseTo(0.3, 12);
  // The mean of 0.8, 0.8, 0.6 and 0.6.
  expect(merges[2]?.height).toBeCloseTo(0.7, 12);
  expect([merges[2]?.leftHeight, merges[2]?.rightHeight]).toEqual([merges[0]?.height, merges[1]?.height]);
});

it('leaves equal heads as numbered', () => {
  expect(clusterHeads(new Float64Array(36).fill(1), 6).order).toEqual([0, 1, 2, 3, 4, 5]);
});

it('has nothing to join where there is one head', () => {
  expect(clusterHeads(Float64Array.of(1), 1)).toEqual({ order: [0], merges: [] });
});
