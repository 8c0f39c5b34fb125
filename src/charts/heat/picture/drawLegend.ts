import { type ColorTable, cssColor } from '../../color/colorTables.ts';
import { drawHatch } from '../../color/drawHatch.ts';
import { PALETTES, type Theme } from '../../color/palette.ts';
import { COLORS, LEGEND_TICKS, scalePosition } from '../../color/weightScale.ts';

/** Pixels a colour: the ramp shows each of the 256. */
const COLOR_WIDTH = 2;
const RAMP_WIDTH = COLORS * COLOR_WIDTH;
const RAMP_HEIGHT = 16;

interface Legend {
  readonly x: number;
  readonly y: number;
  readonly table: ColorTable;
  readonly theme: Theme;
  readonly fontFamily: string;
}

/** The canvas's counterpart of `ColorLegend`, with its top left at (x, y). */
export function drawLegend(context: CanvasRenderingContext2D, { x, y, table, theme, fontFamily }: Legend): void {
  const { inkSoft, line } = PALETTES[theme];
  const rampY = y + 24;
  context.font = `15px ${fontFamily}`;
  context.fillStyle = inkSoft;
  context.fillText('attention weight', x, y);
  for (const { weight, label } of LEGEND_TICKS) {
    context.textAlign = weight === 0 ? 'left' : weight === 1 ? 'right' : 'center';
    context.fillText(label, x + RAMP_WIDTH * scalePosition(weight), rampY + RAMP_HEIGHT + 5);
  }
  context.textAlign = 'left';
  const swatch = { x: x + RAMP_WIDTH + 40, y: rampY, width: 28, height: RAMP_HEIGHT };
  context.fillText('masked', swatch.x + swatch.width + 8, rampY);
  drawHatch(context, swatch, theme);
  for (let index = 0; index < COLORS; index++) {
    context.fillStyle = cssColor(table, index);
    context.fillRect(x + index * COLOR_WIDTH, rampY, COLOR_WIDTH, RAMP_HEIGHT);
  }
  context.strokeStyle = line;
  context.lineWidth = 1;
  context.strokeRect(x + 0.5, rampY + 0.5, RAMP_WIDTH - 1, RAMP_HEIGHT - 1);
  context.strokeRect(swatch.x + 0.5, swatch.y + 0.5, swatch.width - 1, swatch.height - 1);
}
