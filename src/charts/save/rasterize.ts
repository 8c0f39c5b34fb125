import { encodePng } from './encodePng.ts';

/** Pixels of the picture for each of its CSS px: crisp on a projector and in print. */
const SCALE = 2;

/** Returns what paints on a canvas whose pixels are read as soon as that is done: the GPU would only carry them there and back. */
export function paintingOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gave no canvas to paint the PNG on.');
  return context;
}

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
    paintingOf(canvas).drawImage(image, 0, 0, canvas.width, canvas.height);
    return await pngOf(canvas);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** A prime above 2³¹, and so odd: its multiples as words of 32 bits all differ. */
const STEP = 2_654_435_761;

/** Any full alpha: what is not opaque, browsers round. */
const OPAQUE = new Uint32Array(Uint8Array.of(0, 0, 0, 255).buffer)[0] as number;

/**
 * Returns what a canvas shows as a PNG file, and leaves another picture on it. Rejects with a sentence where it is too large for
 * the browser, and where the browser gives other pixels than are there, as some do against being recognised: known ones are read
 * back the same way, all over the canvas, because such a change may be small and rare.
 */
export async function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  const { width, height } = canvas;
  const context = paintingOf(canvas);
  const words = () => new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  let shown: Uint32Array;
  let known: Uint32Array;
  let read: Uint32Array;
  try {
    shown = words();
    const image = new ImageData(width, height);
    known = new Uint32Array(image.data.buffer);
    for (let index = 0; index < known.length; index++) known[index] = Math.imul(index + 1, STEP) | OPAQUE;
    context.putImageData(image, 0, 0);
    read = words();
  } catch {
    throw tooLarge(canvas);
  }
  if (read.every((word) => word === 0)) throw tooLarge(canvas);
  if (read.some((word, index) => word !== known[index])) {
    throw new Error(
      'This browser gives a page other pixels than its pictures have, against being recognised (Brave, or Firefox’s resistFingerprinting): allow this page to read them, or save another format.',
    );
  }
  return new Blob([await encodePng(shown, width, height)], { type: 'image/png' });
}

function tooLarge({ width, height }: HTMLCanvasElement): Error {
  return new Error(`This browser could not encode a PNG of ${width} × ${height} pixels.`);
}
