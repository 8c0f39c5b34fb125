/** Cells of square maps, one after the other. */
export interface SquareMaps {
  readonly numHeads: number;
  /** Cells along a map's side. */
  readonly side: number;
  /** [numHeads, side, side] */
  readonly cells: Float32Array;
}

/**
 * Returns the map of `queryHead` alone, as so many pixels a side can show it: with fewer pixels than cells, each has the
 * largest of the cells that it stands for. A browser that makes a canvas smaller leaves cells out, and with them thin lines.
 */
export function mapInPixels<M extends SquareMaps>(maps: M, queryHead: number, pixels: number): M {
  const { side, cells } = maps;
  const own = cells.subarray(queryHead * side ** 2, (queryHead + 1) * side ** 2);
  if (pixels >= side) return { ...maps, numHeads: 1, cells: own };
  return { ...maps, numHeads: 1, side: pixels, cells: largestOfPixels(own, side, pixels) };
}

/**
 * Returns [pixels, pixels]: of `cells` [side, side] that fall on a pixel the one that is largest in size, with its sign; one
 * that is not a number above all. Each cell falls on one pixel, and the diagonal's cells on the diagonal's pixels.
 */
function largestOfPixels(cells: Float32Array, side: number, pixels: number): Float32Array {
  const largest = new Float32Array(pixels ** 2);
  const pixelOf = Int32Array.from({ length: side }, (_, position) => Math.floor((position * pixels) / side));
  for (let row = 0; row < side; row++) {
    const start = (pixelOf[row] as number) * pixels;
    for (let column = 0; column < side; column++) {
      const cell = cells[row * side + column] as number;
      const pixel = start + (pixelOf[column] as number);
      if (Math.abs(cell) > Math.abs(largest[pixel] as number) || Number.isNaN(cell)) largest[pixel] = cell;
    }
  }
  return largest;
}
