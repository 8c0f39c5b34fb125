import { expect, test } from 'vitest';
import { type HostMatrix, joinColumns, stackRows } from './hostMatrix.ts';

const matrix = (rows: number, cols: number, ...values: number[]): HostMatrix => ({
  rows,
  cols,
  values: Float32Array.from(values),
});

test('stacks matrices of one width', () => {
  expect(stackRows([matrix(1, 2, 1, 2), matrix(2, 2, 3, 4, 5, 6)])).toEqual(matrix(3, 2, 1, 2, 3, 4, 5, 6));
});

test('puts matrices of one height side by side', () => {
  expect(joinColumns([matrix(2, 1, 1, 4), matrix(2, 2, 2, 3, 5, 6)])).toEqual(matrix(2, 3, 1, 2, 3, 4, 5, 6));
});

test('copies nothing where there is one matrix alone', () => {
  const only = matrix(1, 1, 1);
  expect(stackRows([only])).toBe(only);
  expect(joinColumns([only])).toBe(only);
});

test('makes an empty matrix of none', () => {
  expect(stackRows([])).toEqual(matrix(0, 0));
});
