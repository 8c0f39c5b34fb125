import { pngOf } from '../save/rasterize.ts';
import { drawGridToCanvas, type GridPicture } from './picture/drawGridToCanvas.ts';

/** The maps of one mechanism as a PNG file. Rejects with a sentence for the user where the browser can't. */
export async function gridPng(picture: GridPicture): Promise<Blob> {
  const canvas = document.createElement('canvas');
  drawGridToCanvas(canvas, picture);
  return pngOf(canvas);
}
