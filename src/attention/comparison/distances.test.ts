import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jensenShannonDistance, rowEntropy } from './jensenShannon.ts';
import { totalVariation } from './totalVariation.ts';

const row = (...weights: number[]) => Float32Array.from(weights);

function distance(p: Float32Array, q: Float32Array): number {
  const keys = p.length;
  return jensenShannonDistance(p, q, rowEntropy(p, 0, keys), rowEntropy(q, 0, keys), 0, keys);
}

describe('worked by hand', () => {
  it('total variation of (½, ½) and (1, 0) is ½: half of the attention moves', () => {
    expect(totalVariation(row(0.5, 0.5), row(1, 0), 0, 2)).toBe(0.5);
    expect(totalVariation(row(0.5, 0.25, 0.25), row(0.25, 0.25, 0.5), 0, 3)).toBe(0.25);
  });

  it('the Jensen–Shannon distance of (½, ½) and (1, 0) is √(H(¾, ¼) − ½) = 0.5579', () => {
    // H(¾, ¼) = 2 − ¾ log₂ 3 = 0.8112781; H(½, ½) = 1, H(1, 0) = 0.
    expect(distance(row(0.5, 0.5), row(1, 0))).toBeCloseTo(Math.sqrt(1.5 - 0.75 * Math.log2(3)), 14);
    expect(distance(row(0.5, 0.5), row(1, 0))).toBeCloseTo(0.5579230452, 9);
  });

  it('rows that share no key are 1 apart by either measure', () => {
    expect(totalVariation(row(1, 0, 0), row(0, 0.5, 0.5), 0, 3)).toBe(1);
    expect(distance(row(1, 0, 0), row(0, 0.5, 0.5))).toBeCloseTo(1, 15);
  });

  it('the entropy of four equal weights is two bits', () => {
    expect(rowEntropy(row(0.25, 0.25, 0.25, 0.25), 0, 4) / Math.LN2).toBeCloseTo(2, 15);
  });

  it('reads no more than the cells it is given', () => {
    const [p, q] = [row(9, 0.5, 0.5, 9), row(7, 1, 0, 5)];
    expect(totalVariation(p, q, 1, 2)).toBe(0.5);
    expect(jensenShannonDistance(p, q, rowEntropy(p, 1, 2), rowEntropy(q, 1, 2), 1, 2)).toBeCloseTo(0.5579230452, 9);
  });
});

/** Rows of 2 … 8 weights that sum to 1, zeros among them. */
const rows = fc.integer({ min: 2, max: 8 }).chain((keys) => {
  const one = fc
    .array(fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1, noNaN: true })), {
      minLength: keys,
      maxLength: keys,
    })
    .filter((weights) => weights.some((weight) => weight > 0))
    .map((weights) => {
      const sum = weights.reduce((total, weight) => total + weight, 0);
      return Float32Array.from(weights, (weight) => weight / sum);
    });
  return fc.tuple(one, one, one);
});

describe('both distances', () => {
  it.each([
    ['total variation', (p: Float32Array, q: Float32Array) => totalVariation(p, q, 0, p.length)],
    ['Jensen–Shannon', distance],
  ])('are metrics between 0 and 1: %s', (_, measure) => {
    fc.assert(
      fc.property(rows, ([p, q, r]) => {
        expect(measure(p, p)).toBe(0);
        expect(measure(p, q)).toBeGreaterThanOrEqual(0);
        // A row of float32 sums to 1 but for rounding.
        expect(measure(p, q)).toBeLessThanOrEqual(1 + 1e-6);
        expect(measure(q, p)).toBe(measure(p, q));
        expect(measure(p, q)).toBeLessThanOrEqual(measure(p, r) + measure(r, q) + 1e-6);
      }),
    );
  });

  it('agree with the textbook sum of two Kullback–Leibler divergences', () => {
    fc.assert(
      fc.property(rows, ([p, q]) => {
        const towardsMean = (a: Float32Array, b: Float32Array) =>
          a.reduce((sum, weight, key) => {
            const mean = (weight + (b[key] as number)) / 2;
            return weight === 0 ? sum : sum + weight * Math.log2(weight / mean);
          }, 0);
        const divergence = (towardsMean(p, q) + towardsMean(q, p)) / 2;
        expect(distance(p, q) ** 2).toBeCloseTo(divergence, 6);
      }),
    );
  });
});
