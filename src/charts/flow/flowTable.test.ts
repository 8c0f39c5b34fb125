import { expect, it } from 'vitest';
import { flowTable } from './flowTable.ts';

const map = {
  sequenceLength: 3,
  causal: true,
  weights: Float32Array.of(1, 0, 0, 0.25, 0.75, 0, 0.25, 0.5, 0.25),
};
const tokens = ['To', 'be', 'or'];

it('lists the mean weight of each key and how many of the rows see it', () => {
  const { caption, rows } = flowTable(map, tokens, [0, 1], 'GQA, query head 3');
  expect(caption).toBe('GQA, query head 3: mean of 2 rows: 0 To, 1 be; a masked key counts as 0');
  expect(rows).toEqual([
    ['0: To', 0.625, 2],
    ['1: be', 0.375, 1],
    ['2: or', 'masked', 0],
  ]);
});

it('takes all rows where none is selected', () => {
  expect(flowTable(map, tokens, [], 'GQA').caption).toBe('GQA: mean of 3 rows; a masked key counts as 0');
});
