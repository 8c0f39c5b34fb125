import { expect, test } from 'vitest';
import { maxAbsDifference, maxRowSumError, maxWeightAboveDiagonal, scaledDifference } from './selfChecks.ts';

test('the largest deviation of a row’s sum from 1 is found in any row', () => {
  expect(maxRowSumError(Float64Array.of(0.5, 0.5, 1, 0, 0.25, 0.5), 2)).toBe(0.25);
  expect(maxRowSumError(Float64Array.of(1, 0, 0.5, 0.5), 2)).toBe(0);
});

test('weights above the diagonal are found in every head, those on and below it are none', () => {
  const clean = [1, 0, 0.5, 0.5];
  expect(maxWeightAboveDiagonal(Float32Array.of(...clean, ...clean), 2)).toBe(0);
  expect(maxWeightAboveDiagonal(Float32Array.of(...clean, 0.75, 0.25, 0.5, 0.5), 2)).toBe(0.25);
});

test('a difference is the largest of all elements, and unequal lengths are refused', () => {
  expect(maxAbsDifference(Float32Array.of(1, 2, 3), Float64Array.of(1, 2.5, 2.75))).toBe(0.5);
  expect(() => maxAbsDifference(Float32Array.of(1), Float32Array.of(1, 2))).toThrow('1 and 2 numbers');
});

test('a difference of numbers above 1 is relative to the largest that is expected', () => {
  expect(scaledDifference(Float32Array.of(0.5, -200), Float64Array.of(0, -250))).toBe(0.2);
  expect(scaledDifference(Float32Array.of(0.5, 0), Float64Array.of(0.25, 0))).toBe(0.25);
});

test('a NaN makes every figure NaN, so that it passes no bound', () => {
  expect(maxRowSumError(Float32Array.of(NaN, 1, 0.5, 0.5), 2)).toBeNaN();
  expect(maxWeightAboveDiagonal(Float32Array.of(1, NaN, 0.5, 0.5), 2)).toBeNaN();
  expect(maxAbsDifference(Float32Array.of(NaN, 1), Float32Array.of(0, 1))).toBeNaN();
  expect(scaledDifference(Float32Array.of(NaN, 1), Float32Array.of(0, 7))).toBeNaN();
  expect(scaledDifference(Float32Array.of(1, 1), Float32Array.of(1, NaN))).toBeNaN();
});
