import { type HeadMap, visibleKeys } from '../../attention/head-map/headMap.ts';
import { cellColor, MASKED_PIXEL } from '../color/cellColor.ts';
import type { ColorTable } from '../color/colorTables.ts';
import type { ViewBlocks } from './view/viewBlocks.ts';

/**
 * Writes the blocks in view into `pixels`, one RGBA word a block, row-major: [rows, columns]. A block has the colour of
 * its largest weight, so that a thin bright line does not vanish; one of masked cells alone is transparent.
 * @throws RangeError where `pixels` has another size.
 */
export function paintBlocks(pixels: Uint32Array, map: HeadMap, blocks: ViewBlocks, table: ColorTable): void {
  const { rows, columns, firstRow, firstColumn, stride } = blocks;
  if (pixels.length !== rows * columns) {
    throw new RangeError(`${pixels.length} pixels do not fit ${rows} × ${columns} blocks.`);
  }
  const colors = new Uint32Array(table.buffer);
  const largest = new Float32Array(columns);
  for (let row = 0; row < rows; row++) {
    const query = (firstRow + row) * stride;
    const end = Math.min(query + stride, map.sequenceLength);
    largest.fill(0);
    for (let position = query; position < end; position++) raise(largest, map, position, blocks);
    const seen = Math.ceil(visibleKeys(map, end - 1) / stride) - firstColumn;
    for (let column = 0; column < columns; column++) {
      pixels[row * columns + column] = column < seen ? cellColor(largest[column], colors) : MASKED_PIXEL;
    }
  }
}

/** Writes to `largest`, one entry a column of blocks, what of query `position`'s row is larger, or not a number. */
function raise(largest: Float32Array, map: HeadMap, position: number, { firstColumn, columns, stride }: ViewBlocks) {
  const { weights, sequenceLength } = map;
  const start = position * sequenceLength;
  const visible = visibleKeys(map, position);
  for (let column = 0; column < columns; column++) {
    const key = (firstColumn + column) * stride;
    if (key >= visible) return;
    let most = largest[column] ?? 0;
    const end = Math.min(key + stride, visible);
    // What is not a number is larger than nothing; passed over, nobody would see the error.
    for (let cell = start + key; cell < start + end; cell++) {
      const weight = weights[cell] ?? Number.NaN;
      if (weight > most || Number.isNaN(weight)) most = weight;
    }
    largest[column] = most;
  }
}
