import { expect, test } from 'vitest';
import { layerInput } from './embeddings.ts';
import { referenceAttention } from './reference.ts';
import { referenceCell, referenceHead } from './referenceCell.ts';
import { maxAbsDifference } from './selfChecks.ts';
import { headDim, kvHeadOf } from './sharing.ts';
import {
  batchOf,
  type FixtureTensor,
  type FixtureWeights,
  fixturesIn,
  float32,
  float64,
  layerWeights,
} from './testing/fixtures.ts';
import type { AttentionShape, AttentionWeights } from './types.ts';
import { drawWeights } from './weights.ts';

/** One row of one head, from the input on; `causal` decides how many keys it sees. */
function rowOf(
  { x, weights, shape, causal }: Parameters<typeof referenceAttention>[0] & { x: Float32Array },
  queryHead: number,
  queryPosition: number,
) {
  const { dModel } = shape;
  const kvHead = kvHeadOf(queryHead, shape);
  const visible = x.subarray(0, causal ? (queryPosition + 1) * dModel : x.length);
  return referenceCell({
    queryInput: x.subarray(queryPosition * dModel, (queryPosition + 1) * dModel),
    queryHead,
    keys: referenceHead(visible, weights.wK, kvHead, shape),
    values: referenceHead(visible, weights.wV, kvHead, shape),
    weights,
    shape,
  });
}

const shape: AttentionShape = { dModel: 48, numHeads: 6, numKvHeads: 3 };

for (const causal of [true, false]) {
  test(`gives the rows of a whole layer at 6 heads over 3 KV heads, ${causal ? 'causal' : 'no mask'}`, () => {
    const config = { ...shape, causal, bias: true, positions: true, seed: 3, kvRule: 'independent' } as const;
    const x = layerInput(['a', 'b', 'c', 'a', 'd'], config);
    const weights: AttentionWeights = drawWeights('gqa', config);
    const layer = referenceAttention({ x, weights, shape, causal });
    const width = headDim(shape);
    const summed = new Float64Array(shape.dModel);
    for (let head = 0; head < 6; head++) {
      const row = rowOf({ x, weights, shape, causal }, head, 3);
      const start = (head * 5 + 3) * 5;
      const weightsOfRow = layer.attentionWeights.subarray(start, start + row.weights.length);
      expect(maxAbsDifference(row.weights, weightsOfRow)).toBeLessThan(1e-14);
      expect(maxAbsDifference(row.query, layer.q.subarray((head * 5 + 3) * width, (head * 5 + 4) * width))).toBe(0);
      const context = layer.context.subarray(3 * 48 + head * width, 3 * 48 + (head + 1) * width);
      expect(maxAbsDifference(row.context, context)).toBeLessThan(1e-14);
      expect(Math.max(...row.scores)).toBe(row.scores[row.weights.indexOf(Math.max(...row.weights))]);
      row.contribution.forEach((value, index) => {
        summed[index] = (summed[index] as number) + value;
      });
    }
    const output = summed.map((value, index) => value + (weights.wO.bias?.[index] ?? Number.NaN));
    expect(maxAbsDifference(output, layer.output.subarray(3 * 48, 4 * 48))).toBeLessThan(1e-13);
  });
}

interface LayerFixture {
  readonly d_model: number;
  readonly num_heads: number;
  readonly num_kv_heads: number;
  readonly weights: FixtureWeights;
  readonly x: FixtureTensor;
  readonly causal: { readonly attn: FixtureTensor };
}

test("gives the rows of PyTorch's layers", () => {
  for (const { weights, x, causal, ...sizes } of fixturesIn<LayerFixture>('cases')) {
    const given = { dModel: sizes.d_model, numHeads: sizes.num_heads, numKvHeads: sizes.num_kv_heads };
    const inputs = float32(batchOf(x, 0));
    const length = inputs.length / given.dModel;
    const expected = float64(batchOf(causal.attn, 0));
    const [head, query] = [given.numHeads - 1, length - 1];
    const row = rowOf({ x: inputs, weights: layerWeights(weights), shape: given, causal: true }, head, query);
    expect(maxAbsDifference(row.weights, expected.subarray(-length))).toBeLessThan(1e-6);
  }
});
