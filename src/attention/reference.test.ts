import { describe, expect, test } from 'vitest';
import { type ReferenceLayer, referenceAttention, referenceSdpa } from './reference.ts';
import { maxAbsDifference, maxWeightAboveDiagonal } from './selfChecks.ts';
import {
  batchOf,
  type FixtureTensor,
  type FixtureWeights,
  fixturesIn,
  float32,
  float64,
  layerWeights,
} from './testing/fixtures.ts';

/** PyTorch sums in another order: a few units in the last place of float64. */
const TOLERANCE = 1e-12;

interface LayerCase {
  readonly d_model: number;
  readonly num_heads: number;
  readonly num_kv_heads: number;
  readonly batch: number;
  readonly weights: FixtureWeights;
  readonly x: FixtureTensor;
}

interface WholeLayerCase extends LayerCase, Record<'q' | 'k' | 'v', FixtureTensor> {
  readonly noncausal: Record<'y' | 'attn' | 'context', FixtureTensor>;
  readonly causal: Record<'y' | 'attn' | 'context', FixtureTensor>;
}

function layerOf(fixture: LayerCase, batch: number, causal: boolean): ReferenceLayer {
  return referenceAttention({
    x: float32(batchOf(fixture.x, batch)),
    weights: layerWeights(fixture.weights),
    shape: { dModel: fixture.d_model, numHeads: fixture.num_heads, numKvHeads: fixture.num_kv_heads },
    causal,
  });
}

function expectClose(actual: Float64Array, expected: FixtureTensor): void {
  expect(maxAbsDifference(actual, float64(expected))).toBeLessThan(TOLERANCE);
}

describe('whole layers', () => {
  for (const fixture of fixturesIn<WholeLayerCase>('cases')) {
    for (const mask of ['noncausal', 'causal'] as const) {
      test(`agrees with PyTorch on ${fixture.name}, ${mask}`, () => {
        for (let batch = 0; batch < fixture.batch; batch++) {
          const layer = layerOf(fixture, batch, mask === 'causal');
          expectClose(layer.q, batchOf(fixture.q, batch));
          expectClose(layer.k, batchOf(fixture.k, batch));
          expectClose(layer.v, batchOf(fixture.v, batch));
          expectClose(layer.attentionWeights, batchOf(fixture[mask].attn, batch));
          expectClose(layer.context, batchOf(fixture[mask].context, batch));
          expectClose(layer.output, batchOf(fixture[mask].y, batch));
        }
      });
    }
  }
});

describe('scaled dot-product attention alone', () => {
  interface SdpaCase {
    readonly causal: boolean;
    readonly causal_offset: number;
    readonly q: FixtureTensor;
    readonly k: FixtureTensor;
    readonly v: FixtureTensor;
    readonly y: FixtureTensor;
    readonly attn: FixtureTensor;
    readonly mask?: FixtureTensor & { readonly dtype: 'bool' | 'float32' };
  }

  for (const fixture of fixturesIn<SdpaCase>('sdpa')) {
    test(`agrees with PyTorch on ${fixture.name}`, () => {
      const [batches = 0, numHeads = 0, , headDim = 0] = fixture.q.shape;
      for (let batch = 0; batch < batches; batch++) {
        const { attentionWeights, output } = referenceSdpa({
          q: float32(batchOf(fixture.q, batch)),
          k: float32(batchOf(fixture.k, batch)),
          v: float32(batchOf(fixture.v, batch)),
          numHeads,
          numKvHeads: fixture.k.shape[1] ?? 0,
          headDim,
          ...(fixture.causal && { causalOffset: fixture.causal_offset }),
          ...(fixture.mask && { mask: additiveMask(batchOf(fixture.mask, batch), fixture.mask.dtype) }),
        });
        expectClose(attentionWeights, batchOf(fixture.attn, batch));
        expectClose(output, batchOf(fixture.y, batch));
      }
    });
  }

  function additiveMask(mask: FixtureTensor, dtype: 'bool' | 'float32'): Float64Array {
    const values = float64(mask);
    return dtype === 'bool' ? values.map((mayAttend) => (mayAttend ? 0 : -Infinity)) : values;
  }

  test('weighs keys exactly 0 behind a causal mask and behind a mask of −Infinity', () => {
    const q = Float32Array.of(1, -2, 3);
    const heads = { q, k: q, v: q, numHeads: 1, numKvHeads: 1, headDim: 1 };
    const mask = Float64Array.of(0, 0, -Infinity, 0, 0, -Infinity, 0, 0, -Infinity);
    expect(maxWeightAboveDiagonal(referenceSdpa({ ...heads, causalOffset: 0 }).attentionWeights, 3)).toBe(0);
    const { attentionWeights } = referenceSdpa({ ...heads, mask });
    expect([attentionWeights[2], attentionWeights[5], attentionWeights[8]]).toEqual([0, 0, 0]);
  });

  test('refuses a query that may attend to no key', () => {
    const one = Float32Array.of(1);
    const heads = { q: one, k: one, v: one, numHeads: 1, numKvHeads: 1, headDim: 1 };
    expect(() => referenceSdpa({ ...heads, mask: Float32Array.of(-Infinity) })).toThrow('no key at all');
  });
});

describe('decoding through a cache', () => {
  interface DecodeCase extends LayerCase {
    readonly seq: number;
    readonly full_causal_y: FixtureTensor;
    readonly steps: readonly { readonly start: number; readonly tokens: number; readonly attn: FixtureTensor }[];
  }

  for (const fixture of fixturesIn<DecodeCase>('decode')) {
    test(`agrees with PyTorch on ${fixture.name}, the causal offset being the tokens already cached`, () => {
      const { num_heads: numHeads, num_kv_heads: numKvHeads, seq } = fixture;
      const headDim = fixture.d_model / numHeads;
      for (let batch = 0; batch < fixture.batch; batch++) {
        const full = layerOf(fixture, batch, true);
        expectClose(full.output, batchOf(fixture.full_causal_y, batch));
        for (const { start, tokens, attn } of fixture.steps) {
          const { attentionWeights } = referenceSdpa({
            q: positions(full.q, numHeads, seq, start, start + tokens),
            k: positions(full.k, numKvHeads, seq, 0, start + tokens),
            v: positions(full.v, numKvHeads, seq, 0, start + tokens),
            numHeads,
            numKvHeads,
            headDim,
            causalOffset: start,
          });
          expectClose(attentionWeights, batchOf(attn, batch));
        }
      }
    });
  }

  /** Positions `from` … `to` − 1 of [heads, length, headDim]. */
  function positions(x: Float64Array, heads: number, length: number, from: number, to: number): Float64Array {
    const headDim = x.length / (heads * length);
    const kept = new Float64Array(heads * (to - from) * headDim);
    for (let head = 0; head < heads; head++) {
      const rows = x.subarray((head * length + from) * headDim, (head * length + to) * headDim);
      kept.set(rows, head * rows.length);
    }
    return kept;
  }
});
