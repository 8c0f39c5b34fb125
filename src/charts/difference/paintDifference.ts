import { mapInPixels } from '../cells/mapPixels.ts';
import type { ColorTable } from '../color/colorTables.ts';
import type { Pixels } from '../color/pixels.ts';
import { showPixels } from '../color/showPixels.ts';
import type { DifferenceMaps } from './differenceMaps.ts';
import { differenceIndex } from './differenceScale.ts';

/** Fully transparent: the hatching behind the canvas shows through. */
const MASKED_PIXEL = 0;

/** Writes the map of `queryHead` into `pixels`, one RGBA word a block, row-major: [side, side]. `colors` has the words. */
export function paintDifference(
  pixels: Uint32Array,
  { cells, sign, side, causal }: DifferenceMaps,
  queryHead: number,
  colors: Uint32Array,
): void {
  const offset = queryHead * side * side;
  for (let row = 0; row < side; row++) {
    const start = row * side;
    // A block right of the diagonal has only masked cells in it; one on the diagonal never has.
    const masked = causal ? start + row + 1 : start + side;
    for (let cell = start; cell < masked; cell++) {
      pixels[cell] = colors[differenceIndex(sign * (cells[offset + cell] as number))] as number;
    }
    pixels.fill(MASKED_PIXEL, masked, start + side);
  }
}

/** Returns the map of `queryHead` as pixels, one a block, or `pixels` a side if these are fewer. */
export function differencePixels(maps: DifferenceMaps, queryHead: number, table: ColorTable, pixels: number): Pixels {
  const shown = mapInPixels(maps, queryHead, pixels);
  const words = new Uint32Array(shown.side ** 2);
  paintDifference(words, shown, 0, new Uint32Array(table.buffer));
  return { words, width: shown.side, height: shown.side };
}

/** Sizes `canvas` to `differencePixels` and replaces what it shows by them. */
export function paintDifferenceCanvas(
  canvas: HTMLCanvasElement,
  maps: DifferenceMaps,
  queryHead: number,
  table: ColorTable,
  pixels: number,
): void {
  const { words, width } = differencePixels(maps, queryHead, table, pixels);
  showPixels(canvas, width, (shown) => shown.set(words));
}
