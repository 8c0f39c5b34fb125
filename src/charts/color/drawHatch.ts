import { PALETTES, type Theme } from './palette.ts';

const PERIOD = 8;

/** The canvas's counterpart of `hatch.css`: what masked cells show. */
export function drawHatch(
  context: CanvasRenderingContext2D,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  theme: Theme,
): void {
  const { x, y, width, height } = box;
  const { paper, line } = PALETTES[theme];
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.fillStyle = paper;
  context.fillRect(x, y, width, height);
  context.beginPath();
  for (let start = -height; start < width; start += PERIOD) {
    context.moveTo(x + start, y + height);
    context.lineTo(x + start + height, y);
  }
  context.strokeStyle = line;
  context.lineWidth = 1.5;
  context.stroke();
  context.restore();
}
