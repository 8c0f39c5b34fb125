import { headDim, queryWidth } from '../../attention/sharing.ts';
import type { AttentionShape, AttentionWeights, LinearWeights } from '../../attention/types.ts';
import type { HostMatrix } from '../ops/hostMatrix.ts';
import { KeptMatrices } from '../ops/keptMatrices.ts';
import type { AttentionOps, Linear } from '../ops/ops.ts';
import { readBack } from '../ops/readBack.ts';
import { type AttendedHeads, attentionInSteps, type StepOptions } from './attentionInSteps.ts';

export interface ComputedAttention extends Omit<AttendedHeads, 'context'> {
  /** [tokens, dModel] */
  readonly output: HostMatrix;
}

export interface ComputedLayer extends ComputedAttention {
  /** Elements of the parameter tensors that were uploaded. */
  readonly parameters: number;
}

/** A whole layer from JavaScript's memory and back: x [tokens, dModel]. Keeps nothing on the backend. */
export async function fullLayer(
  ops: AttentionOps,
  x: Float32Array,
  weights: AttentionWeights,
  shape: AttentionShape,
  causal: boolean,
  options?: StepOptions,
): Promise<ComputedLayer> {
  const { dModel } = shape;
  const tokens = x.length / dModel;
  const held = new KeptMatrices();
  const uploaded: Linear[] = [];
  const linear = (projection: keyof AttentionWeights) => {
    const matrices = uploadLinear(ops, weights[projection], projection === 'wO' ? queryWidth(shape) : dModel);
    uploaded.push(matrices);
    return matrices;
  };
  const heads = (projection: 'wQ' | 'wK' | 'wV') =>
    held.use(projection, () => {
      const input = held.use('x', () => ops.upload(x, tokens, dModel));
      return ops.project(input, linear(projection), headDim(shape));
    });
  try {
    const projected = { q: () => heads('wQ'), k: () => heads('wK'), v: () => heads('wV') };
    const { context, ...maps } = await attentionInSteps(ops, projected, { ...shape, tokens, causal }, options);
    const { output } = await readBack(ops, () => ({
      output: ops.project(ops.upload(context.values, tokens, queryWidth(shape)), linear('wO'), dModel),
    }));
    return { ...maps, output, parameters: countElements(uploaded) };
  } finally {
    held.clear();
  }
}

/** Basic scaled dot-product attention: one head of width dModel, with q = k = v = x. */
export async function computeSdpa(
  ops: AttentionOps,
  x: Float32Array,
  dModel: number,
  causal: boolean,
  options?: StepOptions,
): Promise<ComputedAttention> {
  const tokens = x.length / dModel;
  const held = new KeptMatrices();
  const input = () => held.use('x', () => ops.upload(x, tokens, dModel));
  try {
    const oneHead = { tokens, numHeads: 1, numKvHeads: 1, causal };
    const { context, ...maps } = await attentionInSteps(ops, { q: input, k: input, v: input }, oneHead, options);
    return { ...maps, output: context };
  } finally {
    held.clear();
  }
}

function uploadLinear(ops: AttentionOps, { weight, bias }: LinearWeights, inputs: number): Linear {
  const out = weight.length / inputs;
  return { weight: ops.upload(weight, out, inputs), bias: bias && ops.upload(bias, 1, out) };
}

function countElements(layer: readonly Linear[]): number {
  const matrices = layer.flatMap(({ weight, bias }) => (bias ? [weight, bias] : [weight]));
  return matrices.reduce((sum, { rows, cols }) => sum + rows * cols, 0);
}
