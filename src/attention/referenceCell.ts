import { referenceLinear, referenceSdpa } from './reference.ts';
import { headDim } from './sharing.ts';
import { headColumns, headRows } from './sliceHeads.ts';
import type { AttentionShape, AttentionWeights, LinearWeights } from './types.ts';

export interface ReferenceCellInput {
  /** [dModel]: the layer's input at the query's token. */
  readonly queryInput: Float32Array | Float64Array;
  readonly queryHead: number;
  /** [visible, headDim]: k and v, in the KV head that the query head reads, of the keys that the query sees, in order. */
  readonly keys: Float64Array;
  readonly values: Float64Array;
  readonly weights: Pick<AttentionWeights, 'wQ' | 'wO'>;
  readonly shape: AttentionShape;
}

/** One row of one query head's map, and what led to it and comes of it. */
export interface ReferenceCell {
  /** [headDim] */
  readonly query: Float64Array;
  /** [visible]: q · k, not scaled. */
  readonly scores: Float64Array;
  /** [visible] */
  readonly weights: Float64Array;
  /** [headDim]: the weighted mix of v. */
  readonly context: Float64Array;
  /** [dModel]: W_O's columns of this head times `context`. */
  readonly contribution: Float64Array;
}

/** One row of one head in float64, by the loops of `reference.ts`. */
export function referenceCell(input: ReferenceCellInput): ReferenceCell {
  const { queryInput, queryHead, keys, values, weights, shape } = input;
  const width = headDim(shape);
  const query = referenceLinear(queryInput, headRows(weights.wQ, queryHead, shape), shape.dModel);
  const oneHead = { q: query, k: keys, v: values, numHeads: 1, numKvHeads: 1, headDim: width };
  const { attentionWeights, output: context } = referenceSdpa(oneHead);
  const scores = new Float64Array(keys.length / width);
  for (let index = 0; index < keys.length; index++) {
    const key = Math.floor(index / width);
    scores[key] = (scores[key] as number) + (query[index % width] as number) * (keys[index] as number);
  }
  const contribution = referenceLinear(context, headColumns(weights.wO, queryHead, shape), width);
  return { query, scores, weights: attentionWeights, context, contribution };
}

/** k or v of one KV head in float64: x [tokens, dModel] → [tokens, headDim]. */
export function referenceHead(
  x: Float32Array | Float64Array,
  linear: LinearWeights,
  kvHead: number,
  shape: AttentionShape,
): Float64Array {
  return referenceLinear(x, headRows(linear, kvHead, shape), shape.dModel);
}
