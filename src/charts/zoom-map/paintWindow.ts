import type { HeadMap } from '../../attention/head-map/headMap.ts';
import type { ColorTable } from '../color/colorTables.ts';
import { drawHatch } from '../color/drawHatch.ts';
import type { Theme } from '../color/palette.ts';
import { paintBlocks } from './paintBlocks.ts';
import type { View } from './view/view.ts';
import { viewBlocks } from './view/viewBlocks.ts';

interface WindowPicture {
  readonly map: HeadMap;
  readonly view: View;
  readonly table: ColorTable;
  readonly theme: Theme;
  /** Pixels along the canvas's sides. */
  readonly side: number;
}

/** Sizes `canvas` and replaces what it shows by the part of the map in view, masked cells hatched. */
export function paintWindow(canvas: HTMLCanvasElement, { map, view, table, theme, side }: WindowPicture): void {
  canvas.width = side;
  canvas.height = side;
  const blocks = viewBlocks(view, map.sequenceLength, side);
  const { stride, firstRow, firstColumn, rows, columns } = blocks;
  const cells = document.createElement('canvas');
  cells.width = columns;
  cells.height = rows;
  const context = canvas.getContext('2d');
  const cellContext = cells.getContext('2d');
  if (!context || !cellContext) throw new Error('This browser gave no canvas to paint the map on.');
  const image = cellContext.createImageData(columns, rows);
  paintBlocks(new Uint32Array(image.data.buffer), map, blocks, table);
  cellContext.putImageData(image, 0, 0);
  drawHatch(context, { x: 0, y: 0, width: side, height: side }, theme);
  const scale = side / view.span;
  // A cell is one colour to its edges.
  context.imageSmoothingEnabled = false;
  context.drawImage(
    cells,
    (firstColumn * stride - view.key) * scale,
    (firstRow * stride - view.query) * scale,
    columns * stride * scale,
    rows * stride * scale,
  );
}
