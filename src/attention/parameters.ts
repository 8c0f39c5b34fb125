import { formatCount } from './numbers/format.ts';
import { hasBias, kvWidth, queryWidth } from './sharing.ts';
import type { AttentionShape, BiasChoice } from './types.ts';

/** Parameters of one attention layer. `q`, `k`, `v` and `o` count weights only, `bias` all biases there are. */
export interface ParameterCounts {
  readonly q: number;
  readonly k: number;
  readonly v: number;
  readonly o: number;
  readonly bias: number;
  readonly total: number;
}

/** Counts by formula: W_Q and W_O have (query heads · d_k) · d_model weights, W_K and W_V (KV heads · d_k) · d_model. */
export function parameterCounts(shape: AttentionShape, bias: BiasChoice): ParameterCounts {
  const { dModel } = shape;
  const q = queryWidth(shape) * dModel;
  const k = kvWidth(shape) * dModel;
  const ofQkv = hasBias(bias, 'wQ') ? queryWidth(shape) + 2 * kvWidth(shape) : 0;
  const biases = ofQkv + (hasBias(bias, 'wO') ? dModel : 0);
  return { q, k, v: k, o: q, bias: biases, total: 2 * q + 2 * k + biases };
}

/** The same count with its numbers substituted: `2·256² + 2·256·64 + 640 = 164,480`; MHA's four squares are one term. */
export function parameterFormula(shape: AttentionShape, bias: BiasChoice): string {
  const counts = parameterCounts(shape, bias);
  const dModel = formatCount(shape.dModel);
  const [queries, keys] = [queryWidth(shape), kvWidth(shape)];
  const product = (factor: number, width: number) =>
    width === shape.dModel ? `${factor}·${dModel}²` : `${factor}·${dModel}·${formatCount(width)}`;
  const weights = keys === queries ? product(4, queries) : `${product(2, queries)} + ${product(2, keys)}`;
  const biases = bias ? ` + ${formatCount(counts.bias)}` : '';
  return `${weights}${biases} = ${formatCount(counts.total)}`;
}
