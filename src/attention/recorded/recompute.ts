import { kvHeadOf } from '../sharing.ts';
import type { Reach } from './reach.ts';
import type { RecordedLayerFacts, RecordedVectors } from './recording.ts';

/** A layer with its vectors: all that its maps follow from. */
export interface MapsFrom extends RecordedLayerFacts {
  readonly vectors: RecordedVectors;
  readonly tokens: number;
  readonly reach: Reach;
  /** Scores are q · k times this. */
  readonly scale: number;
}

/** One query's weights, worked out again. */
export interface RecomputedRow {
  readonly queryHead: number;
  readonly query: number;
  /** [tokens], of float64; 0 beyond the reach. Filled again for the next row. */
  readonly weights: Float64Array;
  /** The largest Σ |q · k| · scale, by feature, of all keys within reach: the size of numbers that a score is the sum of. */
  readonly scoreSize: number;
}

/** Yields softmax(q kᵀ · scale), row by row and head by head, in float64. */
export function* recomputedRows(layer: MapsFrom): Generator<RecomputedRow, void> {
  const { numHeads, tokens } = layer;
  const weights = new Float64Array(tokens);
  for (let queryHead = 0; queryHead < numHeads; queryHead++)
    for (let query = 0; query < tokens; query++)
      yield { queryHead, query, weights, scoreSize: fillRow(weights, layer, queryHead, query) };
}

/** Fills `weights` with one query's. Returns the row's `scoreSize`. */
function fillRow(weights: Float64Array, layer: MapsFrom, queryHead: number, query: number): number {
  const { vectors, tokens, reach, scale } = layer;
  const headDim = vectors.q.length / (layer.numHeads * tokens);
  const queryStart = (queryHead * tokens + query) * headDim;
  const firstKeyStart = kvHeadOf(queryHead, layer) * tokens * headDim;
  const first = Math.max(0, query - reach.back);
  const last = Math.min(tokens - 1, query + reach.ahead);
  let [highest, largestSize] = [-Infinity, 0];
  for (let key = first; key <= last; key++) {
    const keyStart = firstKeyStart + key * headDim;
    let [score, size] = [0, 0];
    for (let feature = 0; feature < headDim; feature++) {
      const product = (vectors.q[queryStart + feature] as number) * (vectors.k[keyStart + feature] as number);
      score += product;
      size += Math.abs(product);
    }
    weights[key] = score * scale;
    highest = Math.max(highest, score * scale);
    largestSize = Math.max(largestSize, size);
  }
  let sum = 0;
  for (let key = first; key <= last; key++) {
    // The highest score is taken off first: no exponential overflows.
    weights[key] = Math.exp((weights[key] as number) - highest);
    sum += weights[key] as number;
  }
  for (let key = first; key <= last; key++) weights[key] = (weights[key] as number) / sum;
  weights.fill(0, 0, first);
  weights.fill(0, last + 1);
  return largestSize * Math.abs(scale);
}
