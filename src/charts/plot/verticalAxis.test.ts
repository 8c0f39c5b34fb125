import { expect, it } from 'vitest';
import { lossAxis } from './verticalAxis.ts';

const axisOf = (...values: number[]) => lossAxis(values, 10, 110, 10);

it('begins at 0 where a value is near it', () => {
  const { y, beginsAt } = axisOf(0.3, 4);
  expect(beginsAt).toBeUndefined();
  expect(y(0)).toBe(110);
});

it('begins just below the least where 0 is far, and says where', () => {
  const { y, beginsAt } = axisOf(2.6, 3.1);
  expect(Number(beginsAt)).toBeGreaterThan(2);
  expect(Number(beginsAt)).toBeLessThanOrEqual(2.6);
  expect(y(Number(beginsAt))).toBe(110);
  expect(y(2.6)).toBeLessThanOrEqual(110);
  // More than half of the height is theirs.
  expect(y(2.6) - y(3.1)).toBeGreaterThan(50);
});

it('keeps all values within it, however they lie', () => {
  for (const values of [[1], [0, 0], [2, 2], [0.1, 0.2, 5], [4.1, 4.2], [Number.NaN, 3]]) {
    const { y, yTicks } = axisOf(...values);
    for (const value of values.filter(Number.isFinite)) {
      expect(y(value)).toBeGreaterThanOrEqual(10 - 1e-9);
      expect(y(value)).toBeLessThanOrEqual(110 + 1e-9);
    }
    expect(yTicks.length).toBeGreaterThan(1);
  }
  expect(axisOf().yTicks.length).toBeGreaterThan(1);
});
