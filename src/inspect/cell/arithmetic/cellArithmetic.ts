import { groupSize, headDim, shapeOf } from '../../../attention/sharing.ts';
import type { AttentionShape } from '../../../attention/types.ts';
import type { CellTrace } from '../../../engine/Engine.ts';

/**
 * What follows from the numbers that the engine gave back, in float64. Where the engine has a number of its own, a score
 * or a weight, that is what the page shows; the numbers here are those between them.
 */
export interface CellArithmetic {
  /** Of the mechanism that the cell is of. */
  readonly shape: AttentionShape;
  readonly headDim: number;
  /** Query heads that read this KV head, ascending; the inspected one is among them. */
  readonly readers: readonly number[];
  /** Keys that the query sees, from the first. */
  readonly visible: number;
  readonly isMasked: boolean;
  /** [d_k]: q times k, feature by feature. */
  readonly products: Float64Array;
  /** Their sum: the engine's score, or the page's sum where the mask hides the cell and the engine has none. */
  readonly score: number;
  readonly scaled: number;
  /** [T]: scores over √d_k; NaN where masked. */
  readonly scaledRow: Float64Array;
  /** The largest unscaled score of the row, and the key it is of. */
  readonly rowMax: number;
  readonly rowMaxKey: number;
  /** (score − rowMax) / √d_k; −∞ where masked. */
  readonly exponent: number;
  readonly exponential: number;
  /** Σ exp((score − rowMax) / √d_k) over the visible keys. */
  readonly denominator: number;
  readonly weight: number;
  /** [d_k]: the weight times v. */
  readonly part: Float64Array;
  /** ‖contribution‖₂ and ‖output‖₂ */
  readonly contributionNorm: number;
  readonly outputNorm: number;
}

export function cellArithmetic(trace: CellTrace): CellArithmetic {
  const { request, cell, kvHead, query, key, value, scores, weights, contribution, output } = trace;
  const { config, tokens } = request;
  const shape = shapeOf(cell.mechanism, config);
  const [width, group] = [headDim(shape), groupSize(shape)];
  const visible = config.causal ? cell.queryPosition + 1 : tokens.length;
  const isMasked = cell.keyPosition >= visible;
  const scale = 1 / Math.sqrt(width);
  const products = Float64Array.from(query, (feature, index) => feature * (key[index] as number));
  const score = isMasked ? products.reduce((sum, product) => sum + product, 0) : (scores[cell.keyPosition] as number);
  const seen = scores.subarray(0, visible);
  const rowMax = seen.reduce((largest, each) => Math.max(largest, each), Number.NEGATIVE_INFINITY);
  const exponent = isMasked ? Number.NEGATIVE_INFINITY : (score - rowMax) * scale;
  const weight = weights[cell.keyPosition] as number;
  return {
    shape,
    headDim: width,
    readers: Array.from({ length: group }, (_, index) => kvHead * group + index),
    visible,
    isMasked,
    products,
    score,
    scaled: score * scale,
    scaledRow: Float64Array.from(scores, (each) => each * scale),
    rowMax,
    rowMaxKey: seen.indexOf(rowMax),
    exponent,
    exponential: Math.exp(exponent),
    denominator: seen.reduce((sum, each) => sum + Math.exp((each - rowMax) * scale), 0),
    weight,
    part: Float64Array.from(value, (feature) => weight * feature),
    contributionNorm: Math.hypot(...contribution),
    outputNorm: Math.hypot(...output),
  };
}
