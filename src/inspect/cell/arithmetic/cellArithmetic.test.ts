import { expect, test } from 'vitest';
import type { CellTrace } from '../../../engine/Engine.ts';
import { cellArithmetic } from './cellArithmetic.ts';

const LN2 = Math.log(2);

/** Three tokens, 4 query heads of 4 features over 2 KV heads. Scores are 0, 2 ln 2 and 4 ln 2: e^(s/2) is 1, 2 and 4. */
function traceOf(keyPosition: number, causal: boolean): CellTrace {
  const nan = causal ? [Number.NaN] : [4 * LN2];
  return {
    request: {
      tokens: ['a', 'b', 'c'],
      config: {
        dModel: 16,
        numHeads: 4,
        numKvHeads: 2,
        causal,
        positions: true,
        bias: true,
        seed: 1,
        kvRule: 'mean',
      },
      mechanisms: ['gqa'],
      mapSide: 64,
    },
    cell: { mechanism: 'gqa', queryHead: 3, queryPosition: 1, keyPosition },
    kvHead: 1,
    queryInput: new Float32Array(16),
    keyInput: new Float32Array(16),
    query: Float32Array.of(1, 2, -3, 0),
    key: Float32Array.of(2, 2, 1, 5),
    value: Float32Array.of(3, 0, -6, 9),
    scores: Float32Array.of(0, 2 * LN2, ...nan),
    weights: causal ? Float32Array.of(1 / 3, 2 / 3, 0) : Float32Array.of(1 / 7, 2 / 7, 4 / 7),
    values: new Float32Array(12),
    context: new Float32Array(4),
    contribution: Float32Array.of(3, 4),
    output: Float32Array.of(0, -2),
    deviation: 0,
  };
}

test('names the query heads that read the same KV head', () => {
  expect(cellArithmetic(traceOf(0, true)).readers).toEqual([2, 3]);
});

test('follows a visible cell to its weight, the row’s largest score subtracted', () => {
  const numbers = cellArithmetic(traceOf(0, true));
  expect(numbers).toMatchObject({ visible: 2, isMasked: false, score: 0, rowMaxKey: 1, headDim: 4 });
  expect(Array.from(numbers.products)).toEqual([2, 4, -3, 0]);
  expect(numbers.exponent).toBeCloseTo(-LN2, 6);
  expect(numbers.exponential).toBeCloseTo(1 / 2, 6);
  expect(numbers.denominator).toBeCloseTo(3 / 2, 6);
  expect(numbers.exponential / numbers.denominator).toBeCloseTo(numbers.weight, 6);
  expect(numbers.part[0]).toBeCloseTo(1, 6);
  expect([numbers.contributionNorm, numbers.outputNorm]).toEqual([5, 2]);
});

test('takes the page’s own sum for a masked cell, and gives it nothing', () => {
  const numbers = cellArithmetic(traceOf(2, true));
  expect(numbers).toMatchObject({ isMasked: true, score: 3, exponent: -Infinity, exponential: 0, weight: 0 });
  expect(numbers.scaledRow[2]).toBeNaN();
  expect(Array.from(numbers.part, Math.abs)).toEqual([0, 0, 0, 0]);
});

test('sees every key where there is no mask', () => {
  const numbers = cellArithmetic(traceOf(2, false));
  expect(numbers).toMatchObject({ visible: 3, isMasked: false, rowMaxKey: 2 });
  expect(numbers.exponential).toBe(1);
  expect(1 / numbers.denominator).toBeCloseTo(4 / 7, 6);
});
