import { poolingNote } from '../../cells/blocks.ts';
import { drawHatch } from '../../color/drawHatch.ts';
import { paintCanvas } from '../../color/paintCanvas.ts';
import { PALETTES } from '../../color/palette.ts';
import { paintingOf } from '../../save/rasterize.ts';
import { bandLabel } from '../gridLayout.ts';
import { drawIdleRows, idleNote } from './drawIdleRows.ts';
import { drawLegend } from './drawLegend.ts';
import { drawNotes } from './drawNotes.ts';
import type { GridPicture } from './gridPicture.ts';
import { CAPTION_LINE, CAPTION_SIZE, type PictureLayout, pictureLayout } from './pictureLayout.ts';

/** Sizes `canvas` and draws the maps with bands, axes, legend and caption, opaque. Replaces what was there. */
export function drawGridToCanvas(canvas: HTMLCanvasElement, picture: GridPicture): void {
  const remarks = [poolingNote(picture.maps.stride), idleNote(picture.notes)].filter((remark) => remark !== null);
  const settings = [...remarks, ...picture.settings];
  const layout = pictureLayout(picture.maps, settings, picture.notes !== undefined);
  canvas.width = layout.width;
  canvas.height = layout.height;
  const context = paintingOf(canvas);
  context.fillStyle = PALETTES[picture.theme].paper;
  context.fillRect(0, 0, layout.width, layout.height);
  context.textBaseline = 'top';
  drawText(context, layout, picture);
  drawBands(context, layout, picture);
  drawMaps(context, layout, picture);
  drawIdleRows(context, layout, picture);
  drawNotes(context, layout, picture);
  drawLegend(context, { ...picture, x: layout.margin, y: layout.legendY });
}

function drawText(context: CanvasRenderingContext2D, layout: PictureLayout, picture: GridPicture) {
  const { ink, inkSoft } = PALETTES[picture.theme];
  const { margin, width, caption } = layout;
  context.fillStyle = ink;
  context.font = `600 26px ${picture.fontFamily}`;
  context.fillText(picture.title, margin, layout.titleY);
  context.fillStyle = inkSoft;
  context.font = `${CAPTION_SIZE}px ${picture.fontFamily}`;
  context.fillText('query (attends from) ↓', margin, layout.axesY);
  context.textAlign = 'right';
  context.fillText('key (attended to) →', width - margin, layout.axesY);
  context.textAlign = 'left';
  for (const [line, text] of caption.entries()) context.fillText(text, margin, layout.captionY + line * CAPTION_LINE);
}

function drawBands(context: CanvasRenderingContext2D, layout: PictureLayout, picture: GridPicture) {
  const palette = PALETTES[picture.theme];
  context.font = `600 15px ${picture.fontFamily}`;
  for (const band of layout.grid.bands) {
    const { x, y, width, height } = layout.bandBox(band);
    context.fillStyle = palette[`${picture.mechanism}Soft`];
    context.fillRect(x, y, width, height);
    context.fillStyle = palette[picture.mechanism];
    context.fillRect(x, y, 3, height);
    context.fillStyle = palette.ink;
    context.fillText(bandLabel(band), x + 8, y + 5, width - 10);
  }
}

function drawMaps(context: CanvasRenderingContext2D, layout: PictureLayout, picture: GridPicture) {
  const { maps, table, theme } = picture;
  const cells = document.createElement('canvas');
  // As `image-rendering: pixelated` does on the page.
  context.imageSmoothingEnabled = false;
  for (let head = 0; head < maps.numHeads; head++) {
    const box = layout.mapBox(head);
    drawHatch(context, box, theme);
    paintCanvas(cells, maps, head, table);
    context.drawImage(cells, box.x, box.y, box.width, box.height);
  }
}
