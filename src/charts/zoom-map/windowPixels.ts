import type { HeadMap } from '../../attention/head-map/headMap.ts';
import type { ColorTable } from '../color/colorTables.ts';
import type { Pixels } from '../color/pixels.ts';
import { paintBlocks } from './paintBlocks.ts';
import type { View } from './view/view.ts';
import { viewBlocks } from './view/viewBlocks.ts';

/** Pixels a px of the picture: PNG files have as many, and in none of them a cell is less than one wide. */
const SCALE = 2;

/**
 * Returns the part of the map in view for a saved picture in which the window is `side` px wide: a block no smaller than one of
 * these, cut at the window's edges, masked cells transparent.
 */
export function windowPixels(map: HeadMap, view: View, table: ColorTable, side: number): Pixels {
  const blocks = viewBlocks(view, map.sequenceLength, side);
  const { stride, rows, columns, firstRow, firstColumn } = blocks;
  const cells = new Uint32Array(rows * columns);
  paintBlocks(cells, map, blocks, table);
  const width = Math.floor(side) * SCALE;
  /** The block under a pixel's middle; the last one where the text ends within it. */
  const along = (start: number, first: number, count: number) =>
    Int32Array.from({ length: width }, (_, pixel) => {
      const position = start + ((pixel + 0.5) / width) * view.span;
      return Math.min(count - 1, Math.floor(position / stride) - first);
    });
  const [rowOf, columnOf] = [along(view.query, firstRow, rows), along(view.key, firstColumn, columns)];
  const words = new Uint32Array(width ** 2);
  for (let y = 0; y < width; y++) {
    const start = (rowOf[y] as number) * columns;
    for (let x = 0; x < width; x++) words[y * width + x] = cells[start + (columnOf[x] as number)] as number;
  }
  return { words, width, height: width };
}
