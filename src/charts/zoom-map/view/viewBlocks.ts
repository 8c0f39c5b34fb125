import type { View } from './view.ts';

/** The blocks of stride × stride cells that a view shows, cut from the whole map's: panning never cuts them anew. */
export interface ViewBlocks {
  /** Tokens along a block's side; 1 where each cell has a pixel of its own. */
  readonly stride: number;
  /** The first row and column of blocks in view, of all of the map's. */
  readonly firstRow: number;
  readonly firstColumn: number;
  /** How many are in view, those at the edges in part. */
  readonly rows: number;
  readonly columns: number;
}

/** @param pixels - Device pixels along the window's side. */
export function viewBlocks({ key, query, span }: View, sequenceLength: number, pixels: number): ViewBlocks {
  const stride = Math.max(1, Math.ceil(span / pixels));
  const side = Math.ceil(sequenceLength / stride);
  const [firstRow, rows] = along(query, span, stride, side);
  const [firstColumn, columns] = along(key, span, stride, side);
  return { stride, firstRow, firstColumn, rows, columns };
}

function along(start: number, span: number, stride: number, side: number): readonly [first: number, count: number] {
  const first = Math.floor(start / stride);
  return [first, Math.min(side, Math.ceil((start + span) / stride)) - first];
}
