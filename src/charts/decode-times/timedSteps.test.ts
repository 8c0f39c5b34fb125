import { expect, test } from 'vitest';
import { timedAfterKey } from './keys.ts';
import { timesTable } from './table.ts';
import { overlap, spreadOf, type TimedTokens } from './timedSteps.ts';
import { timesSentence } from './words.ts';

test('a spread is the fastest, the quartiles and the slowest of attempts in any order', () => {
  expect(spreadOf([9, 1, 5, 3, 7])).toEqual({ fastest: 1, lower: 3, median: 5, upper: 7, slowest: 9 });
  expect(spreadOf([4, 2])).toEqual({ fastest: 2, lower: 2.5, median: 3, upper: 3.5, slowest: 4 });
  expect(spreadOf([10, 9, 100])).toMatchObject({ fastest: 9, median: 10, slowest: 100 });
  expect(() => spreadOf([])).toThrow('was not timed');
});

test('spreads overlap if their middle halves touch, whatever the slowest attempt was', () => {
  const low = spreadOf([1, 2, 3, 4, 90]);
  expect(overlap(low, spreadOf([4, 4, 5, 6, 6]))).toBe(true);
  expect(overlap(spreadOf([4, 4, 5, 6, 6]), low)).toBe(true);
  expect(overlap(low, spreadOf([4, 5, 5, 6, 6]))).toBe(false);
  expect(overlap(spreadOf([4, 5, 5, 6, 6]), low)).toBe(false);
});

const spread = (median: number) => spreadOf([median - 0.5, median, median + 0.5]);
const step = (numKvHeads: number, bytes: number) => ({
  cached: spread(1),
  recomputed: spread(20),
  numKvHeads,
  cacheBytes: bytes,
});
const LENGTHS: TimedTokens[] = [16, 32].map((tokens) => ({
  tokens,
  steps: { mha: step(8, 64 * tokens), gqa: step(2, 16 * tokens), mqa: step(1, 8 * tokens) },
}));

test('the table has a row for each mechanism and way at each length, and the bytes of each cache', () => {
  const { columns, rows } = timesTable(LENGTHS);
  expect(rows).toHaveLength(12);
  expect(new Set(rows.map(([name]) => name)).size).toBe(12);
  for (const row of rows) expect(row).toHaveLength(columns.length);
  expect(rows[0]).toEqual(['MHA cached, 16 tokens', 16, 8, 1024, 1, 0.75, 1.25, 0.5, 1.5]);
  expect(rows[10]).toEqual(['GQA recomputed, 32 tokens', 32, 2, '', 20, 19.75, 20.25, 19.5, 20.5]);
});

test('reads all lines at a length in words', () => {
  expect(timesSentence(LENGTHS[0] as TimedTokens)).toBe(
    '16 tokens: MHA cached 1 ms (0.75–1.25), GQA cached 1 ms (0.75–1.25), MQA cached 1 ms (0.75–1.25), ' +
      'MHA recomputed 20 ms (19.8–20.3), GQA recomputed 20 ms (19.8–20.3), MQA recomputed 20 ms (19.8–20.3)',
  );
});

test('keys go from one measured length to the next, and stay at the ends', () => {
  const after = (key: string, tokens: number) => timedAfterKey(key, tokens, [16, 32, 64]);
  expect(['ArrowRight', 'ArrowLeft', 'Home', 'End'].map((key) => after(key, 32))).toEqual([64, 16, 16, 64]);
  expect([after('ArrowUp', 64), after('ArrowDown', 16)]).toEqual([64, 16]);
  expect([after('PageUp', 16), after('PageDown', 64)]).toEqual([64, 16]);
  expect(after('a', 32)).toBeUndefined();
});
