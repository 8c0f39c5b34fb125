import type { ColorTable } from './colorTables.ts';
import type { Maps } from './maps.ts';
import { COLORS, scalePosition } from './weightScale.ts';

const LAST = COLORS - 1;

/** Magenta: a weight that is not a number is an error upstream. It must show, and must not pass for "masked" or 0. */
const NOT_A_WEIGHT = new Uint32Array(Uint8Array.of(255, 0, 255, 255).buffer)[0] ?? 0;

/** Fully transparent: the hatching behind the canvas shows through. */
const MASKED_PIXEL = 0;

/**
 * Writes the map of `queryHead` into `pixels`, one RGBA word a block, row-major: [side, side].
 * Words go in and out in the machine's own byte order, so that one store paints one block.
 * @throws RangeError where `pixels` or the cells have another size.
 */
export function paintMap(pixels: Uint32Array, maps: Maps, queryHead: number, table: ColorTable): void {
  const { cells, side, numHeads, causal } = maps;
  const size = side * side;
  if (pixels.length !== size || cells.length !== numHeads * size) {
    throw new RangeError(
      `${pixels.length} pixels and ${cells.length} weights do not fit ${numHeads} maps of ${side} × ${side} cells.`,
    );
  }
  const colors = new Uint32Array(table.buffer);
  const offset = queryHead * size;
  for (let row = 0; row < side; row++) {
    const start = row * side;
    const end = start + side;
    // A block right of the diagonal has only masked cells in it; one on the diagonal never has.
    const masked = causal ? start + row + 1 : end;
    for (let cell = start; cell < masked; cell++) pixels[cell] = colorOf(cells[offset + cell], colors);
    pixels.fill(MASKED_PIXEL, masked, end);
  }
}

/**
 * The colour of entry round(255·√weight). Rounding in the softmax may leave a weight a hair above 1. `| 0` after adding a
 * half rounds as `Math.round` does, in a quarter of the time; it would make 0 of NaN, which the comparison keeps out.
 */
function colorOf(weight: number | undefined, colors: Uint32Array): number {
  if (weight === undefined || !(weight >= 0)) return NOT_A_WEIGHT;
  return colors[Math.min(LAST, (LAST * scalePosition(weight) + 0.5) | 0)] ?? NOT_A_WEIGHT;
}
