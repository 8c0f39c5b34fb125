import type { AttentionShape, AttentionWeights, LinearWeights } from '../attention/types.ts';
import { attend, type DeviceLayer, scaledDotProduct } from './attend.ts';
import type { AttentionOps, Linear } from './ops.ts';
import { type HostMatrix, readBack } from './readBack.ts';

export interface ComputedAttention {
  /** [numHeads · tokens, tokens] */
  readonly attentionWeights: HostMatrix;
  /** [tokens, dModel] */
  readonly output: HostMatrix;
}

export interface ComputedLayer extends ComputedAttention {
  /** Elements of the parameter tensors that were uploaded. */
  readonly parameters: number;
}

/** A whole layer from JavaScript's memory and back: x [tokens, dModel]. Keeps nothing on the backend. */
export async function computeLayer(
  ops: AttentionOps,
  x: Float32Array,
  weights: AttentionWeights,
  shape: AttentionShape,
  causal: boolean,
): Promise<ComputedLayer> {
  let parameters = 0;
  const { dModel } = shape;
  const computed = await readBack(ops, () => {
    const input = ops.upload(x, x.length / dModel, dModel);
    const layer = uploadLayer(ops, weights, dModel);
    parameters = countElements(layer);
    return { ...attend(ops, input, layer, shape, causal) };
  });
  return { ...computed, parameters };
}

/** Basic scaled dot-product attention: one head of width dModel, with q = k = v = x. */
export function computeSdpa(
  ops: AttentionOps,
  x: Float32Array,
  dModel: number,
  causal: boolean,
): Promise<ComputedAttention> {
  return readBack(ops, () => {
    const input = ops.upload(x, x.length / dModel, dModel);
    const oneHead = { tokens: input.rows, numHeads: 1, numKvHeads: 1, causal };
    return { ...scaledDotProduct(ops, input, input, input, oneHead) };
  });
}

function uploadLayer(ops: AttentionOps, weights: AttentionWeights, dModel: number): DeviceLayer {
  const upload = ({ weight, bias }: LinearWeights): Linear => {
    const out = weight.length / dModel;
    return { weight: ops.upload(weight, out, dModel), bias: bias && ops.upload(bias, 1, out) };
  };
  return { wQ: upload(weights.wQ), wK: upload(weights.wK), wV: upload(weights.wV), wO: upload(weights.wO) };
}

function countElements(layer: DeviceLayer): number {
  const matrices = Object.values(layer).flatMap(({ weight, bias }) => (bias ? [weight, bias] : [weight]));
  return matrices.reduce((sum, { rows, cols }) => sum + rows * cols, 0);
}
