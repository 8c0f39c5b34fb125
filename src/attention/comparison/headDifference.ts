import { cellsPerSide, THUMBNAIL_SIDE } from '../levelOfDetail.ts';
import { type MapSizes, tellingRows, visibleKeys } from './rows.ts';
import { totalVariation } from './totalVariation.ts';

/** One cell of one head in two mechanisms. */
export interface DifferingCell {
  readonly queryHead: number;
  readonly queryPosition: number;
  readonly keyPosition: number;
  /** The weight in the mechanism that the other is taken from. */
  readonly of: number;
  /** The weight in the mechanism that is taken away. */
  readonly from: number;
}

/** One head's map in one mechanism minus its map in another. */
export interface HeadDifference {
  /** Mean over the telling rows of the total-variation distance, 0 … 1; 0 where there is none. */
  readonly meanDistance: number;
  /**
   * [side, side]: of each block of stride × stride cells the difference that is largest in size, with its sign, so that a
   * thin line does not vanish. Masked cells are exactly 0.
   */
  readonly cells: Float32Array;
  /** The cells that differ most, the most first; equal ones are left out. */
  readonly largest: readonly DifferingCell[];
}

/** Of each head, and of all heads together. */
export const LARGEST_CELLS = 10;

/** Tokens along a block's side in a difference map: thumbnails among many, of at most 128 cells a side. */
export function differenceStride(sequenceLength: number): number {
  return Math.ceil(sequenceLength / THUMBNAIL_SIDE);
}

/** `of` and `from` are one head's maps, [queryPosition, keyPosition]: every weight, not blocks. */
export function headDifference(
  queryHead: number,
  of: Float32Array,
  from: Float32Array,
  sizes: MapSizes,
): HeadDifference {
  const { sequenceLength } = sizes;
  const stride = differenceStride(sequenceLength);
  const side = cellsPerSide(sequenceLength, stride);
  const cells = new Float32Array(side * side);
  const telling = tellingRows(sizes);
  const largest: DifferingCell[] = [];
  let least = 0;
  let sum = 0;
  for (let row = 0; row < sequenceLength; row++) {
    const start = row * sequenceLength;
    const keys = visibleKeys(row, sizes);
    const blocks = Math.floor(row / stride) * side;
    if (row >= telling.first) sum += totalVariation(of, from, start, keys);
    for (let key = 0; key < keys; key++) {
      const difference = (of[start + key] as number) - (from[start + key] as number);
      const size = Math.abs(difference);
      const block = blocks + Math.floor(key / stride);
      if (size > Math.abs(cells[block] as number)) cells[block] = difference;
      if (size <= least) continue;
      const cell = { queryHead, queryPosition: row, keyPosition: key };
      insert(largest, { ...cell, of: of[start + key] as number, from: from[start + key] as number });
      least = largest.length < LARGEST_CELLS ? 0 : differenceSize(largest.at(-1) as DifferingCell);
    }
  }
  return { meanDistance: telling.count === 0 ? 0 : sum / telling.count, cells, largest };
}

/** The cells that differ most of all heads together, the most first; of equal ones the earlier head's. */
export function largestOf(heads: readonly (readonly DifferingCell[])[]): DifferingCell[] {
  return heads
    .flat()
    .sort((a, b) => differenceSize(b) - differenceSize(a))
    .slice(0, LARGEST_CELLS);
}

function differenceSize({ of, from }: DifferingCell): number {
  return Math.abs(of - from);
}

/** Puts `cell` into `largest`, which it writes, behind those that differ as much, and keeps the first few. */
function insert(largest: DifferingCell[], cell: DifferingCell): void {
  const size = differenceSize(cell);
  const behind = largest.findIndex((other) => differenceSize(other) < size);
  largest.splice(behind === -1 ? largest.length : behind, 0, cell);
  if (largest.length > LARGEST_CELLS) largest.pop();
}
