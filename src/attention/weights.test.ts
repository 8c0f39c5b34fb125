import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { referenceAttention, referenceLinear } from './reference.ts';
import { maxAbsDifference } from './selfChecks.ts';
import {
  batchOf,
  type FixtureTensor,
  type FixtureWeights,
  fixturesIn,
  float32,
  float64,
  layerWeights,
} from './testing/fixtures.ts';
import type { RunConfig } from './types.ts';
import { drawProjection, drawWeights, poolKv } from './weights.ts';

const config: RunConfig = {
  dModel: 48,
  numHeads: 6,
  numKvHeads: 3,
  causal: true,
  positions: true,
  bias: true,
  seed: 7,
  kvRule: 'mean',
};
const mhaShape = { ...config, numKvHeads: config.numHeads };

describe('drawn weights', () => {
  test('have variance 1 / d_model, and small biases that are not zero', () => {
    const { wQ } = drawWeights('mha', { ...config, dModel: 512, numHeads: 8 });
    const meanSquare = (values: Float32Array) => values.reduce((sum, value) => sum + value * value, 0) / values.length;
    expect(meanSquare(wQ.weight) * 512).toBeCloseTo(1, 1);
    expect(Math.sqrt(meanSquare(wQ.bias ?? new Float32Array(1)))).toBeCloseTo(0.02, 2);
    expect(wQ.bias?.includes(0)).toBe(false);
  });

  test('have PyTorch shapes: K and V as wide as the KV heads, 3 of 6 here', () => {
    const { wQ, wK, wV, wO } = drawWeights('gqa', config);
    const elements = [wQ, wK, wV, wO].map(({ weight, bias }) => [weight.length, bias?.length]);
    expect(elements).toEqual([
      [48 * 48, 48],
      [24 * 48, 24],
      [24 * 48, 24],
      [48 * 48, 48],
    ]);
  });

  test('have no bias property without bias, pooled or not', () => {
    for (const mechanism of ['mha', 'gqa', 'mqa'] as const) {
      const { wQ, wK, wV, wO } = drawWeights(mechanism, { ...config, bias: false });
      for (const linear of [wQ, wK, wV, wO]) expect(linear).not.toHaveProperty('bias');
    }
  });

  test('are the same for the same seed and others for another', () => {
    expect(drawWeights('gqa', config)).toEqual(drawWeights('gqa', config));
    expect(drawWeights('mha', { ...config, seed: 8 }).wQ.weight).not.toEqual(drawWeights('mha', config).wQ.weight);
  });

  test('share W_Q and W_O with MHA by reference under the rule mean', () => {
    const mha = drawWeights('mha', config);
    const mqa = drawWeights('mqa', config, mha);
    expect(mqa.wQ).toBe(mha.wQ);
    expect(mqa.wO).toBe(mha.wO);
    expect(mqa).toEqual(drawWeights('mqa', config));
  });

  test('are each mechanism’s own under the rule independent', () => {
    const independent: RunConfig = { ...config, kvRule: 'independent' };
    const [mha, gqa, mqa] = (['mha', 'gqa', 'mqa'] as const).map((mechanism) => drawWeights(mechanism, independent));
    expect(gqa?.wQ.weight).not.toEqual(mha?.wQ.weight);
    expect(mqa?.wO.weight).not.toEqual(gqa?.wO.weight);
    expect(mqa?.wK.weight).not.toEqual(gqa?.wK.weight.subarray(0, mqa?.wK.weight.length));
  });

  test('of one tensor do not depend on whether another is drawn', () => {
    expect(drawWeights('mha', { ...config, bias: false }).wO.weight).toEqual(drawWeights('mha', config).wO.weight);
  });
});

describe('the rule rescaled', () => {
  const rescaled: RunConfig = { ...config, kvRule: 'rescaled' };

  test('is the mean × √(heads in the group), weights and biases, with W_Q and W_O of MHA', () => {
    const mha = drawWeights('mha', rescaled);
    for (const [mechanism, pooledHeads] of [
      ['gqa', 2],
      ['mqa', 6],
    ] as const) {
      const mean = drawWeights(mechanism, config, mha);
      const longer = drawWeights(mechanism, rescaled, mha);
      expect([longer.wQ, longer.wO]).toEqual([mha.wQ, mha.wO]);
      for (const projection of ['wK', 'wV'] as const) {
        for (const part of ['weight', 'bias'] as const) {
          const of = (weights: typeof mean) => weights[projection][part] ?? new Float32Array(1);
          const expected = Float64Array.from(of(mean), (value) => value * Math.sqrt(pooledHeads));
          expect(maxAbsDifference(of(longer), expected)).toBeLessThan(1e-7);
        }
      }
    }
  });

  test('keeps keys of MQA as long as those of MHA, where the mean of 64 heads makes them 8 times shorter', () => {
    const wide: RunConfig = { ...config, dModel: 1024, numHeads: 64, numKvHeads: 8, bias: false };
    const meanSquare = (values: Float32Array) => values.reduce((sum, value) => sum + value * value, 0) / values.length;
    const lengthOf = (kvRule: RunConfig['kvRule']) =>
      Math.sqrt(meanSquare(drawProjection('mqa', 'wK', { ...wide, kvRule }).weight) * wide.dModel);
    expect(lengthOf('rescaled')).toBeCloseTo(1, 1);
    expect(lengthOf('mean') * 8).toBeCloseTo(1, 1);
  });

  test('with as many KV heads as query heads is MHA itself', () => {
    const same = { ...rescaled, numKvHeads: rescaled.numHeads };
    expect(drawWeights('gqa', same)).toEqual(drawWeights('mha', same));
  });
});

describe('pooling', () => {
  test('averages consecutive heads element by element, weights and biases', () => {
    const head = (first: number) => [first, first + 1, first + 2, first + 3];
    const wK = {
      weight: Float32Array.of(...head(0), ...head(10), ...head(100), ...head(200)),
      bias: Float32Array.of(1, 3, 5, 6),
    };
    const pooled = poolKv({ wQ: wK, wK, wV: wK, wO: wK }, { dModel: 4, numHeads: 4, numKvHeads: 4 }, 2);
    expect([...pooled.wK.weight]).toEqual([...head(5), ...head(150)]);
    expect([...(pooled.wK.bias ?? [])]).toEqual([2, 5.5]);
  });

  test('to as many KV heads as there are changes nothing', () => {
    const mha = drawWeights('mha', config);
    expect(poolKv(mha, mhaShape, 6)).toEqual(mha);
  });

  test('commutes with projecting: the mean of the heads’ keys is the key of the mean head', () => {
    const headDim = 8;
    fc.assert(
      fc.property(fc.constantFrom(1, 2, 3, 6), fc.nat(), (numKvHeads, seed) => {
        const mha = drawWeights('mha', { ...config, seed });
        const x = Float64Array.from({ length: 48 }, (_, feature) => Math.cos(feature + seed));
        const keys = referenceLinear(x, mha.wK, 48);
        const meanKeys = Float64Array.from({ length: numKvHeads * headDim }, (_, index) => {
          const pooledHeads = 6 / numKvHeads;
          const first = Math.floor(index / headDim) * pooledHeads;
          const heads = Array.from({ length: pooledHeads }, (_, offset) => first + offset);
          return heads.reduce((sum, head) => sum + (keys[head * headDim + (index % headDim)] ?? NaN), 0) / pooledHeads;
        });
        expect(maxAbsDifference(referenceLinear(x, poolKv(mha, mhaShape, numKvHeads).wK, 48), meanKeys)).toBeLessThan(
          1e-6,
        );
      }),
      { numRuns: 30 },
    );
  });
});

describe('mean pooling of MHA into fewer KV heads', () => {
  interface ConvertCase {
    readonly d_model: number;
    readonly num_heads: number;
    readonly batch: number;
    readonly x: FixtureTensor;
    readonly source: { readonly weights: FixtureWeights };
    readonly targets: readonly (Record<
      'w_k_weight' | 'w_k_bias' | 'w_v_weight' | 'w_v_bias' | 'y_noncausal' | 'y_causal',
      FixtureTensor
    > & { readonly num_kv_heads: number })[];
  }

  for (const fixture of fixturesIn<ConvertCase>('convert')) {
    const shape = { dModel: fixture.d_model, numHeads: fixture.num_heads, numKvHeads: fixture.num_heads };
    const source = layerWeights(fixture.source.weights);
    for (const target of fixture.targets) {
      const numKvHeads = target.num_kv_heads;
      const pooled = poolKv(source, shape, numKvHeads);

      test(`gives PyTorch's pooled weights on ${fixture.name} at ${numKvHeads} KV heads`, () => {
        expect(pooled.wK.weight).toEqual(float32(target.w_k_weight));
        expect(pooled.wK.bias).toEqual(float32(target.w_k_bias));
        expect(pooled.wV.weight).toEqual(float32(target.w_v_weight));
        expect(pooled.wV.bias).toEqual(float32(target.w_v_bias));
      });

      for (const mask of ['noncausal', 'causal'] as const) {
        test(`gives PyTorch's output on ${fixture.name} at ${numKvHeads} KV heads, ${mask}`, () => {
          for (let batch = 0; batch < fixture.batch; batch++) {
            const x = float32(batchOf(fixture.x, batch));
            const causal = mask === 'causal';
            const layer = referenceAttention({ x, weights: pooled, shape: { ...shape, numKvHeads }, causal });
            const expected = float64(batchOf(target[`y_${mask}`], batch));
            expect(maxAbsDifference(layer.output, expected)).toBeLessThan(1e-12);
          }
        });
      }
    }
  }
});
