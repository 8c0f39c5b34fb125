import { expect, it } from 'vitest';
import { medianAndRange } from './medianAndRange.ts';

it('is worked out by hand', () => {
  expect(medianAndRange([0.5])).toEqual({ least: 0.5, median: 0.5, most: 0.5, count: 1 });
  expect(medianAndRange([3, 1, 2])).toEqual({ least: 1, median: 2, most: 3, count: 3 });
  expect(medianAndRange([10, 9, 1, 2])).toEqual({ least: 1, median: 5.5, most: 10, count: 4 });
});

it('does not sort the caller’s own', () => {
  const values = [2, 1];
  medianAndRange(values);
  expect(values).toEqual([2, 1]);
});
