import { expect, test } from 'vitest';
import { rowFiguresOf, worstRowFigures } from './rowFigures.ts';

/** One head, two tokens. */
const map = (...values: number[]) => ({ rows: 2, cols: 2, values: Float32Array.from(values) });

test('tells the row that misses 1 furthest, and the largest weight above the diagonal', () => {
  expect(rowFiguresOf(map(1, 0, 0.5, 0.5))).toEqual({ sumError: 0, aboveDiagonal: 0 });
  expect(rowFiguresOf(map(0.75, 0.25, 0.5, 0.25))).toEqual({ sumError: 0.25, aboveDiagonal: 0.25 });
});

test('tells the same of sums and maxima that the backend took row by row', () => {
  expect(worstRowFigures(map(1, 0, 1, 0))).toEqual({ sumError: 0, aboveDiagonal: 0 });
  expect(worstRowFigures(map(1, 0.25, 0.75, 0))).toEqual({ sumError: 0.25, aboveDiagonal: 0.25 });
});

test('hands a NaN on', () => {
  expect(rowFiguresOf(map(1, 0, Number.NaN, 0)).sumError).toBeNaN();
  expect(worstRowFigures(map(Number.NaN, 0, 1, 0)).sumError).toBeNaN();
});
