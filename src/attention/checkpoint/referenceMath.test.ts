import { describe, expect, it } from 'vitest';
import { activated, erf, normed } from './referenceMath.ts';

describe('the error function', () => {
  // Abramowitz and Stegun, table 7.1.
  it.each([
    [0, 0],
    [0.5, 0.5204998778],
    [1, 0.8427007929],
    [2, 0.995322265],
    [-1, -0.8427007929],
  ])('of %f is %f', (x, expected) => {
    expect(erf(x)).toBeCloseTo(expected, 10);
  });

  it('is 1 from 6 on, −1 down there, and rises between', () => {
    expect([erf(6), erf(1e300), erf(-40), erf(5.99)]).toEqual([1, 1, -1, 1]);
    for (let x = -5; x < 5; x += 0.25) expect(erf(x)).toBeLessThan(erf(x + 0.25) + 1e-15);
  });
});

it('tells the two GELUs apart, by up to 5e-4', () => {
  const x = Float64Array.from({ length: 801 }, (_, index) => (index - 400) / 100);
  const [exact, tanh] = [activated(x, 'gelu'), activated(x, 'gelu_tanh')];
  const most = exact.reduce((largest, value, index) => Math.max(largest, Math.abs(value - (tanh[index] as number))), 0);
  expect(most).toBeGreaterThan(4e-4);
  expect(most).toBeLessThan(5e-4);
});

it('normalises rows by their own mean and deviation, or by their root mean square alone', () => {
  const rows = Float64Array.of(1, 3, -2, 2);
  const weights = { weight: Float64Array.of(1, 10), bias: null };
  expect([...normed(rows, weights, 'layer', 0)]).toEqual([-1, 10, -1, 10]);
  expect([...normed(rows, weights, 'rms', 0)].map((value) => value ** 2 * Math.sign(value))).toEqual([
    expect.closeTo(1 / 5),
    expect.closeTo(900 / 5),
    expect.closeTo(-4 / 4),
    expect.closeTo(400 / 4),
  ]);
});
