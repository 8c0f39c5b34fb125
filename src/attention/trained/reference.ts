import { referenceAttention, referenceLinear } from '../reference.ts';
import type { AttentionShape, LinearWeights } from '../types.ts';
import { layerWeights, linearOf, type ModelParameters } from './parameters.ts';
import { LAYERS, NORM_EPSILON } from './shape.ts';

export interface ReferenceModel {
  /** Of each layer, [T, dModel]: what its attention reads, the stream after the block's LayerNorm. */
  readonly inputs: readonly Float64Array[];
  /** Of each layer, [numHeads, T query, T key]; masked cells are exactly 0. */
  readonly attentionWeights: readonly Float64Array[];
  /** [T, dModel]: the residual stream after both blocks and the final LayerNorm. */
  readonly final: Float64Array;
  /** [T, 5 questions, dModel]: to be compared with word vectors. */
  readonly readouts: Float64Array;
}

/**
 * The model in float64 with plain loops, for one sequence `x` [T, dModel] (word vectors and positions): what training,
 * its gradients and every backend are checked against.
 */
export function referenceModel(
  parameters: ModelParameters,
  shape: AttentionShape,
  x: Float32Array | Float64Array,
): ReferenceModel {
  const inputs: Float64Array[] = [];
  const attentionWeights: Float64Array[] = [];
  let stream = new Float64Array(x);
  for (let layer = 0; layer < LAYERS; layer++) {
    const normed = referenceNorm(stream, linearOf(parameters, `blocks.${layer}.norm`));
    const weights = layerWeights(parameters, layer);
    const attention = referenceAttention({ x: normed, weights, shape, causal: true });
    inputs.push(normed);
    attentionWeights.push(attention.attentionWeights);
    stream = stream.map((value, index) => value + (attention.output[index] as number));
  }
  const final = referenceNorm(stream, linearOf(parameters, 'norm'));
  const readouts = referenceLinear(final, linearOf(parameters, 'readouts'), shape.dModel);
  return { inputs, attentionWeights, final, readouts };
}

/**
 * [T, 5 questions, count]: how well each of `vectors` [count, dModel] answers each question, before softmax:
 * readout · vector / √dModel.
 */
export function referenceLogits({ readouts }: ReferenceModel, vectors: Float32Array, dModel: number): Float64Array {
  const scores = referenceLinear(readouts, { weight: vectors }, dModel);
  return scores.map((score) => score / Math.sqrt(dModel));
}

/** LayerNorm over each row: (x − mean) / √(variance + ε) · weight + bias. Source: Ba et al. 2016, eq. 4. */
export function referenceNorm(x: Float64Array, { weight, bias }: Required<LinearWeights>): Float64Array {
  const width = weight.length;
  const y = new Float64Array(x.length);
  for (let start = 0; start < x.length; start += width) {
    const row = x.subarray(start, start + width);
    const mean = row.reduce((sum, value) => sum + value, 0) / width;
    const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / width;
    for (const [index, value] of row.entries()) {
      const normed = (value - mean) / Math.sqrt(variance + NORM_EPSILON);
      y[start + index] = normed * (weight[index] as number) + (bias[index] as number);
    }
  }
  return y;
}
