import type { HeadNote } from '../../../attention/labels/headNotes.ts';
import { extentOf } from '../../cells/blocks.ts';
import { PALETTES } from '../../color/palette.ts';
import type { GridPicture } from './gridPicture.ts';
import type { PictureLayout } from './pictureLayout.ts';

/** For the caption of a picture that has such rows. */
const NOTE = 'rows struck through: an induction head has nothing to find there';

export function idleNote(notes: readonly HeadNote[] | undefined): string | null {
  return notes?.some(({ idleRows }) => idleRows.length > 0) ? NOTE : null;
}

/** Rows in which a head has nothing to find, faded and struck through as `MapOverlay` does it on the page. */
export function drawIdleRows(
  context: Pick<CanvasRenderingContext2D, 'globalAlpha' | 'fillStyle' | 'fillRect'>,
  { mapBox }: Pick<PictureLayout, 'mapBox'>,
  { notes = [], maps, theme }: Pick<GridPicture, 'notes' | 'maps' | 'theme'>,
): void {
  const { surface, inkSoft } = PALETTES[theme];
  context.globalAlpha = 0.6;
  for (const [head, { idleRows }] of notes.entries()) {
    const { x, y, height } = mapBox(head);
    const pitch = height / extentOf(maps);
    for (const row of idleRows) {
      const width = (row + 1) * pitch;
      context.fillStyle = surface;
      context.fillRect(x, y + row * pitch, width, pitch);
      context.fillStyle = inkSoft;
      context.fillRect(x, y + Math.floor((row + 0.5) * pitch), width, 1);
    }
  }
  context.globalAlpha = 1;
}
