import { strongestOf } from '../../attention/head-map/strongest.ts';
import { isMasked, type MapCell } from './cell.ts';

/** Every weight of one query head, which the maps of a long text show only in blocks. */
export interface FocusedHead {
  readonly queryHead: number;
  /** [sequenceLength, sequenceLength]: query position, key position. */
  readonly attentionWeights: Float32Array;
}

/** The attention maps of one mechanism, as everything in this folder takes them. */
export interface Maps {
  /** Abbreviation of the mechanism, e.g. "GQA". */
  readonly shortName: string;
  readonly numHeads: number;
  /** Divides `numHeads`. */
  readonly numKvHeads: number;
  /** Tokens on each axis of a map. */
  readonly sequenceLength: number;
  /** Tokens along a block's side. 1: each block is one cell. */
  readonly stride: number;
  /** Blocks along a map's side: ⌈sequenceLength / stride⌉. */
  readonly side: number;
  /**
   * [numHeads, side, side]: query head, row, column. The largest weight of each block of stride × stride cells, so that
   * a thin bright line does not vanish. Weights are 0 … 1, masked ones 0.
   */
  readonly cells: Float32Array;
  /** Whether keys after the query are masked. */
  readonly causal: boolean;
  /** The head whose every weight is here as well. */
  readonly focused?: FocusedHead | undefined;
}

/**
 * The weight at `cell`; null where it is masked or lies outside the maps, undefined where only the largest of its block
 * is here.
 */
export function weightAt(maps: Maps, cell: MapCell): number | null | undefined {
  const { sequenceLength, stride, focused } = maps;
  if (isOutside(maps, cell) || isMasked(cell, maps.causal)) return null;
  if (stride === 1) return largestAround(maps, cell);
  if (focused?.queryHead !== cell.queryHead) return undefined;
  return focused.attentionWeights[cell.queryPosition * sequenceLength + cell.keyPosition];
}

/** The largest weight of the block that `cell` is in; null where all of it is masked, or outside the maps. */
export function largestAround(maps: Maps, cell: MapCell): number | null {
  const { stride, side, cells, causal } = maps;
  const [row, column] = [Math.floor(cell.queryPosition / stride), Math.floor(cell.keyPosition / stride)];
  if (isOutside(maps, cell) || isMasked({ queryPosition: row, keyPosition: column }, causal)) return null;
  return cells[(cell.queryHead * side + row) * side + column] ?? null;
}

/**
 * The cell of the largest weight in `cell`'s row and head. Where only blocks are here, the first cell of the row's largest block.
 */
export function strongestInRow(maps: Maps, { queryHead, queryPosition }: MapCell): MapCell {
  const { sequenceLength, stride, side, cells, causal, focused } = maps;
  const visible = causal ? queryPosition + 1 : sequenceLength;
  if (stride > 1 && focused?.queryHead === queryHead) {
    const row = focused.attentionWeights.subarray(queryPosition * sequenceLength);
    return { queryHead, queryPosition, keyPosition: strongestOf(row.subarray(0, visible)) };
  }
  const start = (queryHead * side + Math.floor(queryPosition / stride)) * side;
  const blocks = cells.subarray(start, start + Math.ceil(visible / stride));
  return { queryHead, queryPosition, keyPosition: strongestOf(blocks) * stride };
}

/** A position past the end would otherwise read another row or another head. */
function isOutside({ numHeads, sequenceLength }: Maps, { queryHead, queryPosition, keyPosition }: MapCell): boolean {
  return queryHead >= numHeads || queryPosition >= sequenceLength || keyPosition >= sequenceLength;
}
