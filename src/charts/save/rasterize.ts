/** Pixels of the picture for each of its CSS px: crisp on a projector and in print. */
const SCALE = 2;

/**
 * Paints a stand-alone SVG (see `standaloneSvg`) into a PNG of twice its size. Rejects with a sentence where the
 * browser can't. Such an image loads nothing, web fonts included: its text takes the first font that the system has.
 */
export async function rasterize(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * SCALE;
    canvas.height = image.naturalHeight * SCALE;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('This browser gave no canvas to paint the PNG on.');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await pngOf(canvas);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The canvas as a PNG file. Rejects with a sentence where it is too large for the browser. */
export function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error(`This browser could not encode a PNG of ${canvas.width} × ${canvas.height} pixels.`));
    }, 'image/png');
  });
}
