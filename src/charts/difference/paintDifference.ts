import type { ColorTable } from '../color/colorTables.ts';
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

/** Sizes `canvas` to one pixel a block and replaces what it shows by the map of `queryHead`. */
export function paintDifferenceCanvas(
  canvas: HTMLCanvasElement,
  maps: DifferenceMaps,
  queryHead: number,
  table: ColorTable,
): void {
  const colors = new Uint32Array(table.buffer);
  showPixels(canvas, maps.side, (pixels) => paintDifference(pixels, maps, queryHead, colors));
}
