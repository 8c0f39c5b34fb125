import { formatCount } from './numbers/format.ts';
import { headDim } from './sharing.ts';
import type { AttentionShape } from './types.ts';

/** Parameters of one attention layer. `q`, `k`, `v` and `o` count weights only, `bias` all four biases. */
export interface ParameterCounts {
  readonly q: number;
  readonly k: number;
  readonly v: number;
  readonly o: number;
  readonly bias: number;
  readonly total: number;
}

/** Counts by formula: W_Q and W_O are d_model × d_model, W_K and W_V are (KV heads · d_k) × d_model. */
export function parameterCounts(shape: AttentionShape, bias: boolean): ParameterCounts {
  const { dModel } = shape;
  const kvWidth = kvWidthOf(shape);
  const q = dModel * dModel;
  const k = kvWidth * dModel;
  const biases = bias ? 2 * dModel + 2 * kvWidth : 0;
  return { q, k, v: k, o: q, bias: biases, total: 2 * q + 2 * k + biases };
}

/** The same count with its numbers substituted: `2·256² + 2·256·64 + 640 = 164,480`; MHA's four squares are one term. */
export function parameterFormula(shape: AttentionShape, bias: boolean): string {
  const counts = parameterCounts(shape, bias);
  const dModel = formatCount(shape.dModel);
  const kvWidth = kvWidthOf(shape);
  const weights = kvWidth === shape.dModel ? `4·${dModel}²` : `2·${dModel}² + 2·${dModel}·${formatCount(kvWidth)}`;
  const biases = bias ? ` + ${formatCount(counts.bias)}` : '';
  return `${weights}${biases} = ${formatCount(counts.total)}`;
}

/** Output features of W_K and of W_V. */
function kvWidthOf(shape: AttentionShape): number {
  return shape.numKvHeads * headDim(shape);
}
