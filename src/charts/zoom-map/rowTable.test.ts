import { expect, it } from 'vitest';
import { headTable, rowTable } from './rowTable.ts';

const map = { sequenceLength: 2, causal: true, weights: Float32Array.of(1, 0, 0.25, 0.75) };
const tokens = ['be', 'be'];

it('lists what one query attends to, with ranks', () => {
  const { caption, rows } = rowTable(map, tokens, 1, 'GQA, query head 3');
  expect(caption).toBe('GQA, query head 3: attention weights of the query 1: be');
  expect(rows).toEqual([
    ['0: be', 0.25, 2],
    ['1: be', 0.75, 1],
  ]);
  expect(rowTable(map, tokens, 0, '').rows[1]).toEqual(['1: be', 'masked', 'masked']);
});

it('holds every weight of the head, masked ones named so', () => {
  const { columns, rows } = headTable(map, tokens, 'GQA');
  expect(columns).toEqual(['query', '0: be', '1: be']);
  expect(rows).toEqual([
    ['0: be', 1, 'masked'],
    ['1: be', 0.25, 0.75],
  ]);
});
