import { expect, test } from 'vitest';
import { largestDifference, placeRows } from './decodedRows.ts';

test('a prompt and the steps after it fill the rows of each head, and nothing right of them', () => {
  const cells = new Float32Array(2 * 3 * 3);
  placeRows(cells, 3, { numHeads: 2, first: 0, count: 2, rows: Float32Array.of(1, 0, 2, 3, 4, 0, 5, 6) });
  expect([...cells]).toEqual([1, 0, 0, 2, 3, 0, 0, 0, 0, 4, 0, 0, 5, 6, 0, 0, 0, 0]);
  placeRows(cells, 3, { numHeads: 2, first: 2, count: 1, rows: Float32Array.of(7, 8, 9, 10, 11, 12) });
  expect([...cells]).toEqual([1, 0, 0, 2, 3, 0, 7, 8, 9, 4, 0, 0, 5, 6, 0, 10, 11, 12]);
});

const whole = Float32Array.of(1, 0, 0.5, 0.5, 1, 0, 0.25, 0.75);
const cells = Float32Array.of(1, 0, 9, 0.5, 0.5, 9, 9, 9, 9, 1, 0, 9, 0.25, 0.75, 9, 9, 9, 9);

test('rows that are the whole forward’s differ by nothing, whatever stands where no token was decoded', () => {
  expect(largestDifference(cells, 3, 2, whole, 2)).toBe(0);
});

test.each([
  [0, 0.5],
  [3, 0.25],
  [12, 0.125],
  [13, 0.0625],
])('a weight that is off shows, wherever it is: cell %i', (cell, by) => {
  const off = Float32Array.from(cells);
  off[cell] = (off[cell] as number) - by;
  expect(largestDifference(off, 3, 2, whole, 2)).toBe(by);
});

test('a weight that is not a number is infinitely far from one', () => {
  const off = Float32Array.from(cells);
  off[9] = Number.NaN;
  expect(largestDifference(off, 3, 2, whole, 2)).toBe(Number.POSITIVE_INFINITY);
});

test('maps of another size are an error, and not compared', () => {
  expect(() => largestDifference(cells, 3, 2, whole.subarray(1), 2)).toThrow('7 weights are not 2 maps of 2 × 2.');
});
