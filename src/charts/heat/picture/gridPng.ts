import { pngOf } from '../../save/rasterize.ts';
import { drawGridToCanvas } from './drawGridToCanvas.ts';
import type { GridPicture } from './gridPicture.ts';

/** The maps of one mechanism as a PNG file. Rejects with a sentence for the user if the browser can't. */
export async function gridPng(picture: GridPicture): Promise<Blob> {
  const canvas = document.createElement('canvas');
  drawGridToCanvas(canvas, picture);
  return pngOf(canvas);
}
