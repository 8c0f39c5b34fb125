import { headDim } from '../sharing.ts';
import type { AttentionShape } from '../types.ts';

/**
 * The small model that is trained on questions about a sequence: two blocks x += Attention(LayerNorm(x)), causal, with
 * biases and without a feed-forward, a final LayerNorm, and one linear readout per question. `AttentionShape` holds its
 * sizes: every attention layer has the same.
 */
export const LAYERS = 2;

/** What LayerNorm adds to a row's variance: PyTorch's default. */
export const NORM_EPSILON = 1e-5;

/** What the model is asked at every token, in the order of its readouts. */
export const QUESTIONS = ['previous', 'twoBack', 'first', 'mark', 'induction'] as const;
export type Question = (typeof QUESTIONS)[number];

/** One array of the model's parameters, by its PyTorch name. */
export interface ParameterSpec {
  readonly name: string;
  readonly shape: readonly number[];
}

/** Elements of one parameter array. */
export function sizeOf({ shape }: ParameterSpec): number {
  return shape.reduce((product, size) => product * size, 1);
}

/**
 * Every parameter array of the model, in the order of its files and of its optimiser's vectors. Linear weights are
 * [out, in]; `readouts` is one linear layer of width 5 · dModel, a question's readout after the other.
 */
export function parameterList(shape: AttentionShape): readonly ParameterSpec[] {
  const { dModel, numKvHeads } = shape;
  const kvWidth = numKvHeads * headDim(shape);
  const blocks = Array.from({ length: LAYERS }, (_, layer) => [
    ...norm(`blocks.${layer}.norm`, dModel),
    ...linear(`blocks.${layer}.attention.w_q`, dModel, dModel),
    ...linear(`blocks.${layer}.attention.w_k`, kvWidth, dModel),
    ...linear(`blocks.${layer}.attention.w_v`, kvWidth, dModel),
    ...linear(`blocks.${layer}.attention.w_o`, dModel, dModel),
  ]);
  return [...blocks.flat(), ...norm('norm', dModel), ...linear('readouts', QUESTIONS.length * dModel, dModel)];
}

/** Parameters of the whole model. The fixed vectors of words and marks are none. */
export function countParameters(shape: AttentionShape): number {
  return parameterList(shape).reduce((sum, spec) => sum + sizeOf(spec), 0);
}

function linear(name: string, out: number, width: number): ParameterSpec[] {
  return [
    { name: `${name}.weight`, shape: [out, width] },
    { name: `${name}.bias`, shape: [out] },
  ];
}

function norm(name: string, dModel: number): ParameterSpec[] {
  return [
    { name: `${name}.weight`, shape: [dModel] },
    { name: `${name}.bias`, shape: [dModel] },
  ];
}
