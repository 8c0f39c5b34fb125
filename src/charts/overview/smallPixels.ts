import { largestOfPixels } from '../../attention/head-map/largestOfPixels.ts';
import { cellColor, MASKED_PIXEL } from '../color/cellColor.ts';
import type { ColorTable } from '../color/colorTables.ts';

/**
 * Returns one small map as [pixels, pixels] RGBA words in the machine's own byte order: each pixel has the largest weight of the
 * cells that fall on it, or the weight of the cell that it is a part of. Cells after the query are left clear if they are masked.
 */
export function smallPixels(
  cells: Float32Array,
  side: number,
  pixels: number,
  causal: boolean,
  table: ColorTable,
): Uint32Array<ArrayBuffer> {
  const shown = Math.min(side, pixels);
  const weights = shown < side ? largestOfPixels(cells, side, shown) : cells;
  const colors = new Uint32Array(table.buffer);
  const words = new Uint32Array(pixels ** 2);
  const cellOf = Int32Array.from({ length: pixels }, (_, pixel) => Math.floor((pixel * shown) / pixels));
  for (let y = 0; y < pixels; y++) {
    const row = cellOf[y] as number;
    for (let x = 0; x < pixels; x++) {
      const column = cellOf[x] as number;
      const isMasked = causal && column > row;
      words[y * pixels + x] = isMasked ? MASKED_PIXEL : cellColor(weights[row * shown + column], colors);
    }
  }
  return words;
}
