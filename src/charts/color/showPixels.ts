/** Where every picture is painted first; made with the first of them, so that this file loads without a browser, too. */
let easel: OffscreenCanvasRenderingContext2D | undefined;

/** What is put on it, one for all the maps of a size: memory for each anew would have to be cleared and collected. */
let image: ImageData | undefined;

/**
 * Sizes `canvas` to side × side pixels and replaces what it shows by what `paint` writes, which is every pixel: RGBA words in
 * the machine's own byte order, row-major. The canvas takes a finished bitmap over: one that is painted itself gets new memory
 * from the browser with every other size, which for the maps of three columns takes longer than all else about them.
 */
export function showPixels(canvas: HTMLCanvasElement, side: number, paint: (pixels: Uint32Array) => void): void {
  // Pixels come from this thread and leave as they are: the GPU would only carry them there and back.
  easel ??= new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true }) ?? undefined;
  const shown = canvas.getContext('bitmaprenderer');
  if (!easel || !shown) throw new Error('This browser gave no canvas to paint the maps on.');
  // Setting a size clears a canvas, even where it stays the same.
  for (const sized of [easel.canvas, canvas]) if (sized.width !== side) sized.width = sized.height = side;
  if (image?.width !== side) image = easel.createImageData(side, side);
  paint(new Uint32Array(image.data.buffer));
  easel.putImageData(image, 0, 0);
  shown.transferFromImageBitmap(easel.canvas.transferToImageBitmap());
}
