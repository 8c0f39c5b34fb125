import type { Maps } from '../cells/maps.ts';
import { cellColor, MASKED_PIXEL } from './cellColor.ts';
import type { ColorTable } from './colorTables.ts';

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
    for (let cell = start; cell < masked; cell++) pixels[cell] = cellColor(cells[offset + cell], colors);
    pixels.fill(MASKED_PIXEL, masked, end);
  }
}
