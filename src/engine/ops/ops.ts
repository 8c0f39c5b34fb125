import type { Tensor } from '@tensorflow/tfjs-core';
import type { AttentionShape } from '../../attention/types.ts';
import type { HeadRange } from './heads.ts';

/** A matrix of float32 that lives in the backend's memory. How `tensor` lays out the elements is the backend's affair. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly tensor: Tensor;
}

/** A linear layer in the backend's memory: y = x Wᵀ + b. */
export interface Linear {
  /** [out, in] */
  readonly weight: Matrix;
  /** [1, out] */
  readonly bias?: Matrix | undefined;
}

/** The parameters of a LayerNorm in the backend's memory, [1, width] each. */
export interface Norm {
  readonly weight: Matrix;
  readonly bias: Matrix;
}

/** Which query heads read which keys. `numKvHeads` divides `numHeads`; both are counts of heads stacked in rows. */
export interface Sharing extends Pick<AttentionShape, 'numHeads' | 'numKvHeads'> {
  readonly tokens: number;
  readonly causal: boolean;
  /** The query heads to compute, `count` of them below; all where absent. */
  readonly heads?: HeadRange | undefined;
  /** Where q holds one token's queries alone, the position of that token: `queries` below is then 1, else `tokens`. */
  readonly queryPosition?: number | undefined;
}

/** Queries of each head. */
export function queriesOf({ queryPosition, tokens }: Sharing): number {
  return queryPosition === undefined ? tokens : 1;
}

/** The query heads that are to be computed. */
export function headsOf({ heads, numHeads }: Sharing): HeadRange {
  return heads ?? { first: 0, count: numHeads };
}

/**
 * What attention needs of a backend. Heads are stacked in rows: row `head · tokens + token`. Methods that return a matrix
 * are synchronous and make tensors, so that callers can wrap them in `tidy`.
 */
export interface AttentionOps {
  /** Copies `values` [rows, cols], row-major. */
  upload(values: Float32Array, rows: number, cols: number): Matrix;
  /** x [tokens, in] → [out / headDim · tokens, headDim]; `headDim` = out gives [tokens, out]. */
  project(x: Matrix, layer: Linear, headDim: number): Matrix;
  /** (x − mean) / √(variance + ε) · weight + bias over each row of x [tokens, width]. */
  layerNorm(x: Matrix, norm: Norm): Matrix;
  /** a + b, of one size. */
  add(a: Matrix, b: Matrix): Matrix;
  /**
   * q kᵀ, not yet scaled: q [numHeads · queries, headDim], k [numKvHeads · tokens, headDim] → [count · queries, tokens].
   * What masked cells hold is left open.
   */
  scores(q: Matrix, k: Matrix, sharing: Sharing): Matrix;
  /** softmax(q kᵀ / √headDim) of the same, masked cells exactly 0. */
  attentionWeights(q: Matrix, k: Matrix, sharing: Sharing): Matrix;
  /**
   * The same, of each block of `stride` × `stride` weights the largest alone: → [count · side, side], side = ⌈tokens /
   * stride⌉. A NaN among a block's weights stays one. Takes the queries of all tokens.
   */
  pooledWeights(q: Matrix, k: Matrix, sharing: Sharing, stride: number): Matrix;
  /**
   * weights [count · queries, tokens] × v [numKvHeads · tokens, headDim] → heads side by side [queries, count · headDim].
   */
  mix(weights: Matrix, v: Matrix, sharing: Sharing): Matrix;
  /** weights [count · tokens, tokens] → of each row its sum and its largest |weight| on a later key: [count · tokens, 2]. */
  rowFigures(weights: Matrix, sharing: Sharing): Matrix;
  /** How many heads can be computed at once within the budget (`budget.ts`); at least 1. `stride` 1 is without pooling. */
  headsAtOnce(tokens: number, stride: number): number;
  /**
   * The elements of `matrices`, row-major, waited for once. Copies are ordered before it returns its promise, so the
   * caller may dispose the matrices without waiting.
   */
  download(matrices: readonly Matrix[]): Promise<Float32Array<ArrayBuffer>[]>;
  /** Most bytes that were in use at once so far, where the backend counts them. */
  peakBytes?(): number;
}
