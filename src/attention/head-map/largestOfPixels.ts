/**
 * Returns [pixels, pixels]: of `cells` [side, side] that fall on a pixel the one that is largest in size, with its sign; one
 * that is not a number above all. Each cell falls on one pixel, and the diagonal's cells on the diagonal's pixels.
 */
export function largestOfPixels(cells: Float32Array, side: number, pixels: number): Float32Array {
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
