import { significantBits, unitRoundoff } from './precision.ts';

/** Why a row of a recorded map is not attention. */
export type MapFault = { readonly query: number } & (
  | { readonly kind: 'zeros' | 'notNumbers' }
  | { readonly kind: 'notFinite' | 'negative' | 'ahead'; readonly key: number; readonly value: number }
  | { readonly kind: 'sum'; readonly value: number }
);

/** Rounding of float32 sums over thousands of weights, with room. */
const SUM_ERROR = 1e-5;
/** A softmax in a short type rounds the exponential, their sum, the quotient, and the weight as it is saved. */
const ROUNDINGS = 4;

/**
 * Returns the first fault of one head's map, null if it is attention: each row finite, 0 or more, with a sum of 1 to within
 * the rounding of the type that its numbers fill, and nothing on later keys if it is `causal`. Zeros far from the diagonal are
 * a sliding window, and no fault; a row of nothing but zeros, or of nothing but NaN, is one of padding.
 *
 * @param map [tokens, tokens]
 */
export function mapFault(map: Float32Array, tokens: number, causal: boolean): MapFault | null {
  const sumTolerance = SUM_ERROR + ROUNDINGS * unitRoundoff(significantBits(map));
  for (let query = 0; query < tokens; query++) {
    const fault = rowFault(map.subarray(query * tokens, (query + 1) * tokens), query, causal, sumTolerance);
    if (fault) return fault;
  }
  return null;
}

function rowFault(row: Float32Array, query: number, causal: boolean, sumTolerance: number): MapFault | null {
  let sum = 0;
  for (let key = 0; key < row.length; key++) {
    const value = row[key] as number;
    const isHidden = causal && key > query;
    if (value >= 0 && value < Infinity && !(isHidden && value > 0)) sum += value;
    else if (!Number.isFinite(value))
      return row.every(Number.isNaN) ? { kind: 'notNumbers', query } : { kind: 'notFinite', query, key, value };
    else return { kind: isHidden && value > 0 ? 'ahead' : 'negative', query, key, value };
  }
  if (Math.abs(sum - 1) <= sumTolerance) return null;
  return sum === 0 ? { kind: 'zeros', query } : { kind: 'sum', query, value: sum };
}
