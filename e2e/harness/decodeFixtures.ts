import { maxAbsDifference } from '../../src/attention/selfChecks.ts';
import {
  batchOf,
  type FixtureTensor,
  type FixtureWeights,
  fixturesIn,
  float32,
  float64,
  layerWeights,
} from '../../src/attention/testing/fixtures.ts';
import type { DecodedGiven, GivenDecoding } from './decodeGiven.ts';

interface DecodeFixture {
  readonly d_model: number;
  readonly num_heads: number;
  readonly num_kv_heads: number;
  readonly weights: FixtureWeights;
  readonly x: FixtureTensor;
  readonly plan: readonly number[];
  /** `attn` [batch, heads, tokens, tokens so far], `y` [batch, tokens, dModel] */
  readonly steps: readonly { readonly y: FixtureTensor; readonly attn: FixtureTensor }[];
  /** [batch, kvHeads, T, headDim] */
  readonly final_cache_k: FixtureTensor;
  readonly final_cache_v: FixtureTensor;
}

interface Difference {
  readonly name: string;
  readonly attentionWeights: number;
  readonly output: number;
}

/** How far each step of each sequence is from PyTorch's, and, in `output`, K and V in the caches at the end. */
export async function decodeFixtures(decode: (given: GivenDecoding) => Promise<DecodedGiven>): Promise<Difference[]> {
  const results: Difference[] = [];
  for (const { name, weights, x, plan, ...fixture } of fixturesIn<DecodeFixture>('decode')) {
    const shape = { dModel: fixture.d_model, numHeads: fixture.num_heads, numKvHeads: fixture.num_kv_heads };
    for (let batch = 0; batch < (x.shape[0] ?? 0); batch++) {
      const sequence = `${name}, sequence ${batch}`;
      const decoded = await decode({ x: float32(batchOf(x, batch)), weights: layerWeights(weights), shape, plan });
      for (const [index, { y, attn }] of fixture.steps.entries()) {
        const step = decoded.steps[index];
        results.push({
          name: `${sequence}, step ${index}`,
          attentionWeights: distance(step?.attentionWeights.values, float64(batchOf(attn, batch))),
          output: distance(step?.output.values, float64(batchOf(y, batch))),
        });
      }
      const cacheOf = (tensor: FixtureTensor) => byToken(float64(batchOf(tensor, batch)), tensor.shape);
      results.push({
        name: `${sequence}, caches`,
        attentionWeights: 0,
        output: Math.max(
          distance(decoded.cachedK.values, cacheOf(fixture.final_cache_k)),
          distance(decoded.cachedV.values, cacheOf(fixture.final_cache_v)),
        ),
      });
    }
  }
  return results;
}

/** The largest difference; infinite if the one has other elements than the other. */
function distance(computed: Float32Array | undefined, expected: Float64Array): number {
  return computed?.length === expected.length ? maxAbsDifference(computed, expected) : Number.POSITIVE_INFINITY;
}

/** [kvHeads, T, headDim] → [T · kvHeads, headDim] */
function byToken(values: Float64Array, [, kvHeads = 1, tokens = 1, width = 1]: readonly number[]): Float64Array {
  return values.map((_, index) => {
    const [row, feature] = [Math.floor(index / width), index % width];
    const [token, head] = [Math.floor(row / kvHeads), row % kvHeads];
    return values[(head * tokens + token) * width + feature] ?? Number.NaN;
  });
}
