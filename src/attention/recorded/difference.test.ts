import { expect, test } from 'vitest';
import { recordedDifferences } from './difference.ts';

const sizes = { numHeads: 2, sequenceLength: 2, causal: true };
const OF = { ...sizes, weights: Float32Array.of(1, 0, 0.5, 0.5, 1, 0, 0.25, 0.75) };
const FROM = { ...sizes, numHeads: 1, weights: Float32Array.of(1, 0, 0.125, 0.875) };

function done<Result>(steps: Generator<void, Result, void>): Result {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

test('each head is held against its partner, of another recording with other heads', () => {
  const found = done(recordedDifferences(OF, FROM, [0, 0]));
  expect([...found.cells]).toEqual([0, 0, 0.375, -0.375, 0, 0, 0.125, -0.125]);
  expect([...found.meanDistances]).toEqual([0.375, 0.125]);
  expect(found.largestOverall[0]).toMatchObject({ queryHead: 0, queryPosition: 1, of: 0.5, from: 0.125 });
  expect(found.largest[1]).toHaveLength(2);
});

test('a head minus another of its own recording, and minus itself', () => {
  const found = done(recordedDifferences(OF, OF, [1, 1]));
  expect([...found.cells]).toEqual([0, 0, 0.25, -0.25, 0, 0, 0, 0]);
  expect(found.largest[1]).toEqual([]);
});

test('keys after the query count unless both are causal', () => {
  const open = { ...FROM, causal: false, weights: Float32Array.of(0.5, 0.5, 0.5, 0.5) };
  const found = done(recordedDifferences({ ...OF, numHeads: 1 }, open, [0]));
  expect(found.causal).toBe(false);
  expect([...found.cells]).toEqual([0.5, -0.5, 0, 0]);
  expect([...found.meanDistances]).toEqual([0.25]);
});
