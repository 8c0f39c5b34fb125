import { afterEach, expect, it, vi } from 'vitest';
import { showPixels } from './showPixels.ts';

/** A canvas with contexts of `kinds` alone, which keeps what is painted on it. */
class FakeCanvas {
  width = 0;
  height = 0;
  pixels: Uint32Array | null = null;
  readonly #kinds: readonly string[];
  constructor(kinds: readonly string[]) {
    this.#kinds = kinds;
  }
  getContext(kind: string) {
    if (!this.#kinds.includes(kind)) return null;
    return {
      canvas: this,
      createImageData: (width: number, height: number) => ({ width, data: new Uint8ClampedArray(4 * width * height) }),
      putImageData: ({ data }: ImageData) => {
        this.pixels = new Uint32Array(data.buffer.slice(0));
      },
      transferFromImageBitmap: (bitmap: unknown) => {
        this.pixels = bitmap as Uint32Array;
      },
    };
  }
  transferToImageBitmap() {
    return this.pixels;
  }
}

const shownBy = (canvas: FakeCanvas, side: number) => {
  showPixels(canvas as unknown as HTMLCanvasElement, side, (pixels) => pixels.fill(side));
  return canvas.pixels;
};

afterEach(() => {
  vi.unstubAllGlobals();
});

// First: the browser's canvas off screen, once there is one, is kept.
it('paints the canvas itself in a browser without canvases off screen', () => {
  const canvas = new FakeCanvas(['2d', 'bitmaprenderer']);
  for (const side of [2, 3]) expect(shownBy(canvas, side)).toEqual(new Uint32Array(side * side).fill(side));
  expect([canvas.width, canvas.height]).toEqual([3, 3]);
});

it('says so in a browser that gives no canvas at all', () => {
  expect(() => shownBy(new FakeCanvas([]), 2)).toThrow('This browser gave no canvas to paint the maps on.');
});

it('hands a finished bitmap over in a browser that can, and paints itself in one that only draws off screen', () => {
  vi.stubGlobal(
    'OffscreenCanvas',
    vi.fn(function offScreen() {
      return new FakeCanvas(['2d']);
    }),
  );
  for (const kind of ['bitmaprenderer', '2d'])
    expect(shownBy(new FakeCanvas([kind]), 2)).toEqual(new Uint32Array(4).fill(2));
});
