/** Where every picture is painted first; made with the first of them, so that this file loads without a browser, too. */
let easel: OffscreenCanvasRenderingContext2D | null = null;

/** Pixels come from this thread and leave as they are: the GPU would only carry them there and back. */
const BY_HAND: CanvasRenderingContext2DSettings = { willReadFrequently: true };

/** What is put on it, one for all the maps of a size: memory for each anew would have to be cleared and collected. */
let image: ImageData | undefined;

/**
 * Sizes `canvas` to side × side pixels and replaces what it shows by what `paint` writes, which is every pixel: RGBA words in
 * the machine's own byte order, row-major. The canvas takes a finished bitmap over: one that is painted itself gets new memory
 * from the browser with every other size, which for the maps of three columns takes longer than all else about them.
 */
export function showPixels(canvas: HTMLCanvasElement, side: number, paint: (pixels: Uint32Array) => void): void {
  if (typeof OffscreenCanvas !== 'undefined') easel ??= new OffscreenCanvas(side, side).getContext('2d', BY_HAND);
  const shown = easel && canvas.getContext('bitmaprenderer');
  // Older browsers have no bitmaps to hand over: the canvas is painted itself.
  const painted = shown ? easel : canvas.getContext('2d', BY_HAND);
  if (!painted) throw new Error('This browser gave no canvas to paint the maps on.');
  // Setting a size clears a canvas, even where it stays the same.
  for (const sized of [painted.canvas, canvas]) if (sized.width !== side) sized.width = sized.height = side;
  if (image?.width !== side) image = painted.createImageData(side, side);
  paint(new Uint32Array(image.data.buffer));
  painted.putImageData(image, 0, 0);
  if (easel && shown) shown.transferFromImageBitmap(easel.canvas.transferToImageBitmap());
}
