import { type ColorTable, cssColor } from '../color/colorTables.ts';
import { COLORS } from '../color/weightScale.ts';

/** What the legend marks: the domain is [0, 1] in every matrix, and the scale linear. */
export const LIKENESS_TICKS = [0, 0.25, 0.5, 0.75, 1] as const;

/** Pixels of the canvas along a cell's side: in a saved picture nothing keeps the edges of single pixels sharp. */
const CELL_PIXELS = 16;

/** Entry of a colour table for a similarity, 0 … 1. */
function likenessIndex(similarity: number): number {
  return Math.round(Math.min(1, Math.max(0, similarity)) * (COLORS - 1));
}

/** Sizes `canvas` and replaces what it shows by the matrix, heads in `order` on both axes. */
export function paintLikeness(
  canvas: HTMLCanvasElement,
  similarity: Float64Array,
  order: readonly number[],
  table: ColorTable,
): void {
  const numHeads = order.length;
  canvas.width = numHeads * CELL_PIXELS;
  canvas.height = numHeads * CELL_PIXELS;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gave no canvas to paint the matrix on.');
  const colors = Array.from({ length: COLORS }, (_, index) => cssColor(table, index));
  for (const [row, a] of order.entries()) {
    for (const [column, b] of order.entries()) {
      context.fillStyle = colors[likenessIndex(similarity[a * numHeads + b] as number)] as string;
      context.fillRect(column * CELL_PIXELS, row * CELL_PIXELS, CELL_PIXELS, CELL_PIXELS);
    }
  }
}
