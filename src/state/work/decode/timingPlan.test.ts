import { expect, test } from 'vitest';
import type { TimedLength } from '../../facts/decode/decodeTimes.ts';
import { expectedMs, repeated } from './timingPlan.ts';

function length(tokens: number, ms: number): TimedLength {
  const times = { cachedMs: [ms / 6], recomputedMs: [ms / 6], cache: { capacity: tokens, layers: 1, bytes: 1 } };
  return { tokens, times: { mha: times, gqa: times, mqa: times } };
}

test('expects nothing of the first length, and of the second what its tokens take', () => {
  expect(expectedMs([], 16)).toBe(0);
  expect(expectedMs([length(16, 100)], 32)).toBeCloseTo(200);
});

test('goes on growing as it grew, at least with the tokens and at most with their square', () => {
  const next = (ms: number) => expectedMs([length(16, 5), length(32, 100), length(64, ms)], 128);
  expect(next(300)).toBeCloseTo(900);
  // As fast as the length before, or faster: that was not the recomputing.
  expect(next(100)).toBeCloseTo(200);
  expect(next(50)).toBeCloseTo(100);
  expect(next(5000)).toBeCloseTo(20_000);
});

test('expects something even where a clock gave 0', () => {
  expect(expectedMs([length(16, 0), length(32, 100)], 64)).toBeCloseTo(200);
  expect(expectedMs([length(16, 0), length(32, 0)], 64)).toBe(0);
});

test('takes the text from its beginning again', () => {
  expect(repeated(['a', 'b', 'c'], 7)).toEqual(['a', 'b', 'c', 'a', 'b', 'c', 'a']);
  expect(repeated(['a', 'b', 'c'], 2)).toEqual(['a', 'b']);
});
