import { referenceLinear, referenceSdpa } from '../../attention/reference.ts';
import type { Model } from '../../attention/run/request.ts';
import { headDim, kvHeadOf } from '../../attention/sharing.ts';
import { headColumns } from '../../attention/sliceHeads.ts';
import { attentionInput } from '../../attention/trained/blocks.ts';
import { layerWeights, linearOf } from '../../attention/trained/parameters.ts';
import { referenceNorm } from '../../attention/trained/reference.ts';
import type { AttentionShape, AttentionWeights } from '../../attention/types.ts';
import { nextTurn } from '../../threads/nextTurn.ts';
import { FLOAT64_STEP, float64Head, float64Projection } from './float64Head.ts';

/**
 * What the attention of block `layer` of a model reads, in float64, [tokens, dModel], from `x` [tokens, dModel] as
 * `modelInput` gives it. Lets other requests through now and then: 2,048 tokens take some seconds.
 */
export function float64Input({ shape, parameters }: Model, x: Float32Array, layer: number): Promise<Float64Array> {
  return attentionInput<Promise<Float64Array>>(Promise.resolve(Float64Array.from(x)), layer, {
    norm: async (stream, name) => referenceNorm(await stream, linearOf(parameters, name)),
    attend: async (stream, input, block) => attended(await stream, await input, layerWeights(parameters, block), shape),
  });
}

/** stream + Attention(input), a head after the other: causal, with bias. */
async function attended(
  stream: Float64Array,
  input: Float64Array,
  weights: AttentionWeights,
  shape: AttentionShape,
): Promise<Float64Array> {
  const { dModel, numHeads } = shape;
  const bias = weights.wO.bias;
  const sum = stream.map((value, index) => value + (bias?.[index % dModel] ?? 0));
  let kvHead = 0;
  let shared = await float64Head(input, weights, kvHead, shape);
  for (let head = 0; head < numHeads; head++) {
    await nextTurn();
    if (kvHeadOf(head, shape) !== kvHead) {
      kvHead = kvHeadOf(head, shape);
      shared = await float64Head(input, weights, kvHead, shape);
    }
    const queries = await float64Projection(input, weights.wQ, head, shape);
    const context = await mixed(queries, shared.keys, shared.values, headDim(shape));
    const output = referenceLinear(context, headColumns(weights.wO, head, shape), headDim(shape));
    for (let index = 0; index < sum.length; index++) sum[index] = (sum[index] as number) + (output[index] as number);
  }
  return sum;
}

/** softmax(q kᵀ / √width) v of one head under the causal mask, all [tokens, width], some rows at a time. */
async function mixed(
  queries: Float64Array,
  keys: Float64Array,
  values: Float64Array,
  width: number,
): Promise<Float64Array> {
  const context = new Float64Array(queries.length);
  const stepValues = width * Math.max(1, Math.floor(FLOAT64_STEP / (2 * keys.length)));
  for (let first = 0; first < queries.length; first += stepValues) {
    if (first > 0) await nextTurn();
    const end = Math.min(queries.length, first + stepValues);
    const { output } = referenceSdpa({
      q: queries.subarray(first, end),
      k: keys.subarray(0, end),
      v: values.subarray(0, end),
      numHeads: 1,
      numKvHeads: 1,
      headDim: width,
      causalOffset: first / width,
    });
    context.set(output, first);
  }
  return context;
}
