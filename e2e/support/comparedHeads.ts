/** Distances between maps, worked out another way than the app does, from textbook definitions and all in float64. */

/** Rows of a map of `length` tokens that see two keys or more, cut to those keys. */
function tellingRows(map: Float64Array, length: number, causal: boolean): Float64Array[] {
  const rows = Array.from({ length }, (_, row) =>
    map.subarray(row * length, row * length + (causal ? row + 1 : length)),
  );
  return rows.filter((row) => row.length > 1);
}

/** The map of one head out of [numHeads, T, T]. */
export function headOf(weights: Float64Array, head: number, length: number): Float64Array {
  return weights.subarray(head * length ** 2, (head + 1) * length ** 2);
}

/** Σ max(0, p − q): what one row has that the other lacks, which is the total variation of two rows that sum to 1. */
export function meanTotalVariation(a: Float64Array, b: Float64Array, length: number, causal: boolean): number {
  const others = tellingRows(b, length, causal);
  return mean(
    tellingRows(a, length, causal).map((row, index) =>
      row.reduce((sum, weight, key) => sum + Math.max(0, weight - (others[index]?.[key] ?? 0)), 0),
    ),
  );
}

/** 1 − mean √(½ KL(P‖M) + ½ KL(Q‖M)), base 2. */
export function likeness(a: Float64Array, b: Float64Array, length: number, causal: boolean): number {
  const others = tellingRows(b, length, causal);
  const distances = tellingRows(a, length, causal).map((p, index) => {
    const q = others[index] as Float64Array;
    return Math.sqrt(Math.max(0, (towardsMean(p, q) + towardsMean(q, p)) / 2));
  });
  return 1 - mean(distances);
}

function towardsMean(p: Float64Array, q: Float64Array): number {
  return p.reduce((sum, weight, key) => {
    const middle = (weight + (q[key] as number)) / 2;
    return weight === 0 ? sum : sum + weight * Math.log2(weight / middle);
  }, 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
