import { PALETTES } from '../../color/palette.ts';
import type { GridPicture } from './gridPicture.ts';
import type { PictureLayout } from './pictureLayout.ts';

/** What each head does, as `HeadLabel` says it on the page: "previous 89 %" under its map, bold where the label is earned. */
export function drawNotes(
  context: Pick<CanvasRenderingContext2D, 'font' | 'fillStyle' | 'fillText'>,
  { mapBox, noteY }: Pick<PictureLayout, 'mapBox' | 'noteY'>,
  { notes = [], theme, fontFamily }: Pick<GridPicture, 'notes' | 'theme' | 'fontFamily'>,
): void {
  const { ink, inkSoft } = PALETTES[theme];
  for (const [head, { short, score }] of notes.entries()) {
    const { x, width } = mapBox(head);
    context.fillStyle = score === undefined ? inkSoft : ink;
    context.font = `${score === undefined ? 400 : 600} 14px ${fontFamily}`;
    context.fillText(score === undefined ? short : `${short} ${score}`, x, noteY(head), width);
  }
}
