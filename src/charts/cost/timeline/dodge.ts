/** Dots that belong to one place, as a block of rows. */
export interface Block {
  /** Where its middle belongs, in px from the top. */
  readonly at: number;
  readonly count: number;
}

/** A dot's place in its column, in px: from the column's middle, and from the top. */
export interface Place {
  readonly dx: number;
  readonly y: number;
}

/**
 * Spreads dots of one column so that neighbours are at least `pitch` px apart: each block side by side in rows of at most `perRow`
 * around its place, and blocks that would overlap moved apart, within `top` … `bottom`.
 *
 * @returns the places of each block's dots, and how far the block moved most
 */
export function dodge(blocks: readonly Block[], perRow: number, pitch: number, top: number, bottom: number) {
  const heights = blocks.map(({ count }) => Math.ceil(count / perRow) * pitch);
  const middles = apart(
    blocks.map(({ at }) => at),
    heights,
    top,
    bottom,
  );
  const moved = Math.max(0, ...blocks.map(({ at }, index) => Math.abs((middles[index] ?? at) - at)));
  const places = blocks.map(({ count }, index) => rowsOf(count, perRow, pitch, middles[index] ?? top));
  return { places, moved };
}

function rowsOf(count: number, perRow: number, pitch: number, middle: number): Place[] {
  const rows = Math.ceil(count / perRow);
  // Even rows: seven dots in rows of at most six are four and three.
  const width = Math.ceil(count / rows);
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / width);
    const inRow = Math.min(width, count - row * width);
    return { dx: ((index % width) - (inRow - 1) / 2) * pitch, y: middle + (row - (rows - 1) / 2) * pitch };
  });
}

/** Returns middles of blocks so high that none overlaps another, in their order, as near to where they belong as one pass each way gets them. */
function apart(wanted: readonly number[], heights: readonly number[], top: number, bottom: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  const placed = [...wanted];
  let least = top;
  for (const index of order) {
    const half = (heights[index] ?? 0) / 2;
    placed[index] = Math.max(placed[index] ?? 0, least + half);
    least = (placed[index] ?? 0) + half;
  }
  let most = bottom;
  for (const index of order.reverse()) {
    const half = (heights[index] ?? 0) / 2;
    placed[index] = Math.min(placed[index] ?? 0, most - half);
    most = (placed[index] ?? 0) - half;
  }
  return placed;
}
