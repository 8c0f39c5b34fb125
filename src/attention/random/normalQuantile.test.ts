import { expect, test } from 'vitest';
import { normalQuantile } from './normalQuantile.ts';

test('agrees with tabulated quantiles to 2e-7 of their size, in the centre and in both tails', () => {
  // Python's statistics.NormalDist().inv_cdf((word + 0.5) / 2**32), which is AS 241's 16-digit variant.
  const quantiles = [
    [0, -6.337957754553789],
    [10, -5.850891760642457],
    [1e4, -4.579681480215955],
    [1e6, -3.499768988758381],
    [1e8, -1.990225241389144],
    [322_122_547, -1.4395314704450153],
    [322_122_548, -1.4395314688002132],
    [1e9, -0.7295565530758739],
    [2 ** 31, 2.9180993729166234e-10],
    [3e9, 0.5200680618488762],
    [2 ** 32 - 1, 6.337957754553789],
  ] as const;
  for (const [word, expected] of quantiles) {
    expect(Math.abs(normalQuantile(word) / expected - 1), `word ${word}`).toBeLessThan(2e-7);
  }
});

test('is antisymmetric to the last bit and ascends', () => {
  const words = Array.from({ length: 2000 }, (_, step) => step * 2_147_483);
  for (const word of words) expect(normalQuantile(2 ** 32 - 1 - word)).toBe(-normalQuantile(word));
  const quantiles = words.map(normalQuantile);
  expect(quantiles).toEqual(quantiles.toSorted((a, b) => a - b));
});
