/** Rows of newly decoded tokens. */
export interface NewRows {
  readonly numHeads: number;
  /** Position of the first of them. */
  readonly first: number;
  readonly count: number;
  /** [queryHead, newToken, keyPosition], row-major: numHeads × count × (first + count). */
  readonly rows: Float32Array;
}

/** Writes rows into maps that have room for all tokens: `cells` [numHeads, capacity, capacity]. */
export function placeRows(cells: Float32Array, capacity: number, { numHeads, first, count, rows }: NewRows): void {
  const width = first + count;
  for (let head = 0; head < numHeads; head++) {
    for (let index = 0; index < count; index++) {
      const from = (head * count + index) * width;
      cells.set(rows.subarray(from, from + width), (head * capacity + first + index) * capacity);
    }
  }
}

/**
 * Returns how far the rows of the first `tokens` in `cells` [numHeads, capacity, capacity] are from those of a whole forward,
 * `whole` [numHeads, tokens, tokens]: the largest difference of all weights, infinite if one of them is not a number.
 */
export function largestDifference(
  cells: Float32Array,
  capacity: number,
  numHeads: number,
  whole: Float32Array,
  tokens: number,
): number {
  if (whole.length !== numHeads * tokens ** 2)
    throw new Error(`${whole.length} weights are not ${numHeads} maps of ${tokens} × ${tokens}.`);
  let largest = 0;
  for (let head = 0; head < numHeads; head++) {
    for (let row = 0; row < tokens; row++) {
      const own = (head * capacity + row) * capacity;
      const other = (head * tokens + row) * tokens;
      for (let key = 0; key < tokens; key++) {
        const difference = Math.abs((cells[own + key] as number) - (whole[other + key] as number));
        if (Number.isNaN(difference)) return Number.POSITIVE_INFINITY;
        if (difference > largest) largest = difference;
      }
    }
  }
  return largest;
}
