import type { AttentionWeights } from './types.ts';

/** Figures of the self-checks. Each is NaN where an input holds a NaN, so that no comparison with a bound passes. */

type FloatArray = Float32Array | Float64Array;

/** max |Σ row − 1| over all rows of `keys` attention weights each; sums are in float64. */
export function maxRowSumError(attentionWeights: FloatArray, keys: number): number {
  let worst = 0;
  for (let start = 0; start < attentionWeights.length; start += keys) {
    let sum = 0;
    for (let j = 0; j < keys; j++) sum += attentionWeights[start + j] as number;
    worst = Math.max(worst, Math.abs(sum - 1));
  }
  return worst;
}

/** The largest |weight| on a key after its query, in maps [heads, sequenceLength, sequenceLength]; 0 under a causal mask. */
export function maxWeightAboveDiagonal(attentionWeights: FloatArray, sequenceLength: number): number {
  let worst = 0;
  for (let start = 0, i = 0; start < attentionWeights.length; start += sequenceLength, i = (i + 1) % sequenceLength) {
    for (let j = i + 1; j < sequenceLength; j++) {
      worst = Math.max(worst, Math.abs(attentionWeights[start + j] as number));
    }
  }
  return worst;
}

/** max |a − b|, element by element. Throws where the lengths differ. */
export function maxAbsDifference(a: FloatArray, b: FloatArray): number {
  if (a.length !== b.length) throw new Error(`${a.length} and ${b.length} numbers cannot be compared one by one.`);
  let worst = 0;
  for (let index = 0; index < a.length; index++) {
    worst = Math.max(worst, Math.abs((a[index] as number) - (b[index] as number)));
  }
  return worst;
}

/**
 * How far `computed` is from `expected`: the largest |difference|, relative to the largest number expected where that is
 * above 1. float32 itself holds a score of 440 to 1.5e-5 and no better.
 */
export function scaledDifference(computed: FloatArray, expected: FloatArray): number {
  return maxAbsDifference(computed, expected) / Math.max(1, largestSize(expected));
}

/** max |value| */
export function largestSize(values: FloatArray): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return largest;
}

/** Parameters by counting the elements of the tensors, to hold against `parameterCounts`. */
export function countElements(weights: AttentionWeights): number {
  return [weights.wQ, weights.wK, weights.wV, weights.wO].reduce(
    (total, { weight, bias }) => total + weight.length + (bias?.length ?? 0),
    0,
  );
}
