import { expect, it } from 'vitest';
import { smooth } from './smooth.ts';
import { thin } from './thin.ts';

it('keeps every point where each has a column of its own', () => {
  expect(thin(Float32Array.of(3, 1, 2, 9), 3, (step) => step)).toEqual([
    { step: 1, value: 3 },
    { step: 2, value: 1 },
    { step: 3, value: 2 },
  ]);
});

it('keeps the least and the most of a column, in their order', () => {
  const values = Float32Array.of(2, 5, 1, 3, 0, 7, 4, 4);
  expect(thin(values, 8, (step) => (step - 1) / 4).map(({ step }) => step)).toEqual([2, 3, 5, 6]);
});

it('draws 10,000 steps with at most two points a column, no peak lost, and leaves NaN out', () => {
  const values = Float32Array.from({ length: 10_000 }, (_, step) => Math.sin(step) + (step === 5_000 ? 9 : 0));
  values[17] = Number.NaN;
  const points = thin(values, values.length, (step) => (step * 400) / 10_000);
  expect(points.length).toBeLessThanOrEqual(802);
  expect(Math.max(...points.map(({ value }) => value))).toBeGreaterThan(8);
  expect(points.every(({ value }) => Number.isFinite(value))).toBe(true);
});

it('smooths without a pull towards 0, over fewer steps where fewer are planned, and over NaN', () => {
  expect([...smooth(new Float32Array(40).fill(3), 40, 1_000)].every((value) => Math.abs(value - 3) < 1e-5)).toBe(true);
  const jump = Float32Array.from({ length: 20 }, (_, step) => (step < 10 ? 0 : 1));
  expect(smooth(jump, 20, 100)[19]).toBeGreaterThan(smooth(jump, 20, 1_000)[19] as number);
  expect(smooth(Float32Array.of(1, Number.NaN, 1), 3, 10)[1]).toBeCloseTo(1);
});
