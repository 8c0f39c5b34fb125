import type { Tensor } from '@tensorflow/tfjs-core';
import type { AttentionShape } from '../../attention/types.ts';
import type { HeadRange } from './heads.ts';

/** Queries of the tokens at `first` … `first + count − 1`. */
export interface QueryRange {
  readonly first: number;
  readonly count: number;
}

/** A matrix of float32 that lives in the backend's memory. How `tensor` lays out the elements is the backend's affair. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly tensor: Tensor;
  /** Rows that are kept as one line, those of one token's KV heads in a cache; absent if how rows lie is the backend's choice. */
  readonly rowsPerLine?: number | undefined;
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
  /** The tokens whose queries q holds, `queries` of them below; all tokens if absent. */
  readonly queries?: QueryRange | undefined;
  /**
   * True when rows of k and v go token by token, as a cache's do: row `token · numKvHeads + head`. They may then have rows of
   * further tokens, which are not read.
   */
  readonly isByToken?: boolean | undefined;
}

/** Queries of each head. */
export function queriesOf({ queries, tokens }: Sharing): QueryRange {
  return queries ?? { first: 0, count: tokens };
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
  /**
   * Products of a projection that are added up in one run; the backend cuts longer sums, and copies the weights for that. Absent
   * if it has no need to. Weights that are used once are cut before they are uploaded.
   */
  readonly longestSum?: number;
  /** Copies `values` [rows, cols], row-major. */
  upload(values: Float32Array, rows: number, cols: number): Matrix;
  /** x [tokens, in] → [out / headDim · tokens, headDim]; `headDim` = out gives [tokens, out]. */
  project(x: Matrix, layer: Linear, headDim: number): Matrix;
  /** The same with rows that go token by token, as `append` takes them: [tokens · out / headDim, headDim]. */
  projectByToken(x: Matrix, layer: Linear, headDim: number): Matrix;
  /** Room for K or V of `capacity` tokens, all of it at once: [capacity · numKvHeads, headDim]. What it holds is left open. */
  makeCache(numKvHeads: number, capacity: number, headDim: number): Matrix;
  /**
   * Writes `rows`, by token, into `cache` from the token at `position` on, and returns the cache: the same tensor if the
   * backend can write in place, else a new one in place of the old, which is disposed.
   */
  append(cache: Matrix, rows: Matrix, position: number): Matrix;
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
  /** Bytes of the backend's memory in use, as the backend accounts for them. */
  bytesInUse(): number;
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
