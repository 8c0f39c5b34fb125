import { expect, it } from 'vitest';
import { pointSentence } from './points.ts';
import { distanceTable } from './table.ts';

const measured = { numKvHeads: 4, cacheBytes: 5120, exactCacheBytes: 5120, distance: 0.51234, spread: undefined };
const spread = { least: 0.4, median: 0.5, most: 0.6, count: 10 };

it('has a row for each number of KV heads, and no number for what is not measured', () => {
  const table = distanceTable([{ ...measured, numKvHeads: 2, distance: undefined }, measured], 7);
  expect(table.columns).toEqual(['KV heads', 'KV cache (B)', 'distance, seed 7']);
  expect(table.rows).toEqual([
    [2, 5120, ''],
    [4, 5120, 0.51234],
  ]);
});

it('gives a cache of more bytes than a number can tell apart to the last one', () => {
  const huge = { ...measured, cacheBytes: 2 ** 54, exactCacheBytes: 2n ** 54n + 2n };
  expect(distanceTable([huge], 7).rows[0]?.[1]).toBe(18_014_398_509_481_986n);
});

it('has columns for a spread as soon as one point has it', () => {
  const table = distanceTable([measured, { ...measured, numKvHeads: 8, spread }], 7);
  expect(table.columns.slice(3)).toEqual(['seeds', 'median', 'least', 'most']);
  expect(table.rows.map((row) => row.slice(3))).toEqual([
    ['', '', '', ''],
    [10, 0.5, 0.4, 0.6],
  ]);
});

it('says a point in a sentence', () => {
  expect(pointSentence(measured)).toBe('4 KV heads: 5,120 B of cache, distance 0.512');
  expect(pointSentence({ ...measured, distance: undefined })).toBe('4 KV heads: 5,120 B of cache, not measured yet');
  expect(pointSentence({ ...measured, spread })).toBe(
    '4 KV heads: 5,120 B of cache, distance 0.512; 10 seeds: median 0.500, from 0.400 to 0.600',
  );
});
