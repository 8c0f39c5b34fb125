import type { ColorTable } from '../color/colorTables.ts';
import type { Pixels } from '../color/pixels.ts';
import { showPixels } from '../color/showPixels.ts';
import { COLORS } from '../color/weightScale.ts';

/** What the legend marks: the domain is [0, 1] in every matrix, and the scale linear. */
export const LIKENESS_TICKS = [0, 0.25, 0.5, 0.75, 1] as const;

/** Pixels of the canvas along a cell's side: in a saved picture nothing keeps the edges of single pixels sharp. */
const CELL_PIXELS = 16;

/** Entry of a colour table for a similarity, 0 … 1. */
function likenessIndex(similarity: number): number {
  return Math.round(Math.min(1, Math.max(0, similarity)) * (COLORS - 1));
}

/** Returns the matrix as pixels, heads in `order` on both axes. */
export function likenessPixels(similarity: Float64Array, order: readonly number[], table: ColorTable): Pixels {
  const numHeads = order.length;
  const side = numHeads * CELL_PIXELS;
  const colors = new Uint32Array(table.buffer);
  const words = new Uint32Array(side ** 2);
  for (let y = 0; y < side; y++) {
    const a = order[Math.floor(y / CELL_PIXELS)] as number;
    for (const [column, b] of order.entries()) {
      const start = y * side + column * CELL_PIXELS;
      const color = colors[likenessIndex(similarity[a * numHeads + b] as number)] as number;
      words.fill(color, start, start + CELL_PIXELS);
    }
  }
  return { words, width: side, height: side };
}

/** Sizes `canvas` and replaces what it shows by the matrix, heads in `order` on both axes. */
export function paintLikeness(
  canvas: HTMLCanvasElement,
  similarity: Float64Array,
  order: readonly number[],
  table: ColorTable,
): void {
  const { words, width } = likenessPixels(similarity, order, table);
  showPixels(canvas, width, (shown) => shown.set(words));
}
