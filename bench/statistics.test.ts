import { expect, it } from 'vitest';
import { logLogSlope, median, quantile } from './statistics.mjs';

it('takes the middle of an odd number of samples, and the mean of the two middle ones of an even number', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

it('interpolates between the samples next to a quantile', () => {
  expect(quantile([0, 10, 20, 30, 40], 0.95)).toBeCloseTo(38);
  expect(quantile([7], 0.95)).toBe(7);
});

it('refuses to make a figure out of no samples', () => {
  expect(() => median([])).toThrow('No samples');
});

it('finds the power with which a figure grows, whatever its unit', () => {
  const points = [1, 2, 4, 8].map((x) => [x, 3 * x ** 1.5] as const);
  expect(logLogSlope(points)).toBeCloseTo(1.5);
});
