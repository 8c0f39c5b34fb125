import { expect, it } from 'vitest';
import { mapTable } from './mapTable.ts';

const maps = {
  shortName: 'GQA',
  numHeads: 2,
  numKvHeads: 1,
  sequenceLength: 2,
  stride: 1,
  side: 2,
  cells: Float32Array.of(1, 0, 0.25, 0.75, 1, 0, 0.5, 0.5),
  causal: true,
};

it('gives one query token: a row a key, a column a head', () => {
  expect(mapTable(maps, ['be', 'be'], 1)).toEqual({
    caption: 'GQA: attention weights of the query 1: be',
    columns: ['key', 'Q 0 (KV 0)', 'Q 1 (KV 0)'],
    rows: [
      ['0: be', 0.25, 0.5],
      ['1: be', 0.75, 0.5],
    ],
  });
});

it('says masked where the key comes after the query', () => {
  expect(mapTable(maps, ['be', 'be'], 0).rows[1]).toEqual(['1: be', 'masked', 'masked']);
});

it('gives blocks of tokens and their largest weights where the maps are pooled', () => {
  const pooled = { ...maps, sequenceLength: 31, stride: 16 };
  expect(mapTable(pooled, [], 0)).toEqual({
    caption: 'GQA: largest attention weight in each block of 16 × 16 cells; queries: tokens 0–15',
    columns: ['keys', 'Q 0 (KV 0)', 'Q 1 (KV 0)'],
    rows: [
      ['tokens 0–15', 1, 1],
      ['tokens 16–30', 'masked', 'masked'],
    ],
  });
});
