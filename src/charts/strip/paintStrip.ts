import { drawHatch } from '../color/drawHatch.ts';
import { PALETTES, type Theme } from '../color/palette.ts';
import { textOn } from '../color/textOn.ts';
import { cellFigure, type StripLayout } from './stripLayout.ts';

export interface StripPaint {
  /** NaN where the mask hides a cell: it is hatched. */
  readonly values: ArrayLike<number>;
  readonly colorOf: (value: number) => string;
  /** A cell that stays outlined, and the one that is read. */
  readonly marked?: number | undefined;
  readonly read?: number | undefined;
  readonly theme: Theme;
}

/** Draws a strip, at the screen's own resolution. */
export function paintStrip(canvas: HTMLCanvasElement, layout: StripLayout, width: number, paint: StripPaint): void {
  const { values, colorOf, marked, read, theme } = paint;
  const ratio = devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(layout.height * ratio);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gave no canvas to paint the numbers on.');
  context.scale(ratio, ratio);
  context.font = `10px ${getComputedStyle(canvas).fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const box = (index: number) => ({
    x: (index % layout.columns) * layout.cellWidth,
    y: Math.floor(index / layout.columns) * layout.rowStep,
    width: layout.cellWidth,
    height: layout.rowHeight,
  });
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    const { x, y, width: cellWidth, height } = box(index);
    if (Number.isNaN(value)) {
      // All hidden ones of the row at once: a hatching for each of hundreds would take a frame.
      const first = index;
      while (index + 1 < values.length && (index + 1) % layout.columns > 0 && Number.isNaN(values[index + 1])) index++;
      drawHatch(context, { x, y, width: (index + 1 - first) * cellWidth, height }, theme);
    } else {
      context.fillStyle = colorOf(value);
      // Half a pixel over the edge: no seams between neighbours.
      context.fillRect(x, y, cellWidth + 0.5, height);
      if (!layout.hasFigures) continue;
      context.fillStyle = textOn(colorOf(value));
      context.fillText(cellFigure(value), x + cellWidth / 2, y + height / 2 + 0.5);
    }
  }
  const { ink, line, focus } = PALETTES[theme];
  context.lineWidth = 1;
  context.strokeStyle = line;
  for (let row = 0; row < layout.rows; row++) {
    const cells = Math.min(layout.columns, values.length - row * layout.columns);
    context.strokeRect(0.5, row * layout.rowStep + 0.5, cells * layout.cellWidth - 1, layout.rowHeight - 1);
  }
  for (const [index, color] of [
    [marked, ink],
    [read, focus],
  ] as const) {
    if (index === undefined) continue;
    const { x, y, width: cellWidth, height } = box(index);
    context.lineWidth = 2;
    context.strokeStyle = color;
    context.strokeRect(x + 1, y + 1, Math.max(1, cellWidth - 2), height - 2);
  }
}
