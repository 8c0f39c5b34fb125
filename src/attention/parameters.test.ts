import { describe, expect, test } from 'vitest';
import counts from './fixtures/param_counts.json';
import { parameterCounts, parameterFormula } from './parameters.ts';
import { countElements } from './selfChecks.ts';
import { shapeOf } from './sharing.ts';
import type { RunConfig } from './types.ts';
import { drawWeights } from './weights.ts';

const shape = { dModel: 256, numHeads: 16, numKvHeads: 4 };
const oddSizes = { dModel: 48, numHeads: 6, numKvHeads: 3 };

describe('parameter counts', () => {
  for (const [name, expected] of Object.entries(counts)) {
    const sizes = /^d(\d+)_h(\d+)_kv(\d+)_/.exec(name)?.slice(1).map(Number) ?? [256, 16, 16];
    const [dModel = 0, numHeads = 0, numKvHeads = 0] = sizes;
    test(`equal PyTorch's for ${name}, with and without bias`, () => {
      expect(parameterCounts({ dModel, numHeads, numKvHeads }, true).total).toBe(expected.with_bias);
      expect(parameterCounts({ dModel, numHeads, numKvHeads }, false).total).toBe(expected.no_bias);
    });
  }

  test('split into Q, K, V, O and biases', () => {
    expect(parameterCounts(shape, true)).toEqual({
      q: 65_536,
      k: 16_384,
      v: 16_384,
      o: 65_536,
      bias: 640,
      total: 164_480,
    });
  });

  test('equal the elements of the tensors that are drawn, also at 6 heads over 3 KV heads', () => {
    for (const [bias, headDim] of [
      [true, undefined],
      [false, undefined],
      ['qkv', 16],
      [true, 4],
    ] as const) {
      const run: RunConfig = { ...oddSizes, headDim, bias, causal: true, positions: true, seed: 7, kvRule: 'mean' };
      for (const mechanism of ['mha', 'gqa', 'mqa'] as const) {
        expect(countElements(drawWeights(mechanism, run))).toBe(parameterCounts(shapeOf(mechanism, run), bias).total);
      }
    }
  });
});

describe('the parameter formula', () => {
  test('prints the document’s three counts with their numbers substituted', () => {
    expect(parameterFormula(shapeOf('mha', shape), true)).toBe('4·256² + 1,024 = 263,168');
    expect(parameterFormula(shape, true)).toBe('2·256² + 2·256·64 + 640 = 164,480');
    expect(parameterFormula(shapeOf('mqa', shape), true)).toBe('2·256² + 2·256·16 + 544 = 139,808');
  });

  test('has the width of all heads where that is not d_model, and the biases of q, k and v alone', () => {
    const own = { dModel: 40, numHeads: 4, numKvHeads: 2, headDim: 16 };
    expect(parameterFormula(own, 'qkv')).toBe('2·40·64 + 2·40·32 + 128 = 7,808');
    expect(parameterFormula(shapeOf('mha', own), false)).toBe('4·40·64 = 10,240');
    expect(parameterFormula({ ...own, headDim: 20 }, true)).toBe('2·40·80 + 2·40² + 200 = 9,800');
  });

  test('leaves the biases out where there are none', () => {
    expect(parameterFormula(shapeOf('mha', shape), false)).toBe('4·256² = 262,144');
    expect(parameterFormula({ dModel: 1024, numHeads: 8, numKvHeads: 2 }, false)).toBe(
      '2·1,024² + 2·1,024·256 = 2,621,440',
    );
  });
});
