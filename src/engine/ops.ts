import type { Tensor } from '@tensorflow/tfjs-core';
import type { AttentionShape } from '../attention/types.ts';

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

/** Which query heads read which keys. `numKvHeads` divides `numHeads`; both are counts of heads stacked in rows. */
export interface Sharing extends Pick<AttentionShape, 'numHeads' | 'numKvHeads'> {
  readonly tokens: number;
  readonly causal: boolean;
}

/**
 * What attention needs of a backend. Heads are stacked in rows: row `head · tokens + token`. Every method but `download`
 * is synchronous and makes tensors, so that callers can wrap it in `tidy`.
 */
export interface AttentionOps {
  /** Copies `values` [rows, cols], row-major. */
  upload(values: Float32Array, rows: number, cols: number): Matrix;
  /** x [tokens, in] → [out / headDim · tokens, headDim]; `headDim` = out gives [tokens, out]. */
  project(x: Matrix, layer: Linear, headDim: number): Matrix;
  /**
   * softmax(q kᵀ / √headDim), masked cells exactly 0: q [numHeads · tokens, headDim], k [numKvHeads · tokens, headDim]
   * → [numHeads · tokens, tokens].
   */
  attentionWeights(q: Matrix, k: Matrix, sharing: Sharing): Matrix;
  /** weights [numHeads · tokens, tokens] × v [numKvHeads · tokens, headDim] → heads side by side [tokens, numHeads · headDim]. */
  mix(weights: Matrix, v: Matrix, sharing: Sharing): Matrix;
  /**
   * The elements of `matrices`, row-major, waited for once. Copies are ordered before it returns its promise, so the
   * caller may dispose the matrices without waiting.
   */
  download(matrices: readonly Matrix[]): Promise<Float32Array<ArrayBuffer>[]>;
}
