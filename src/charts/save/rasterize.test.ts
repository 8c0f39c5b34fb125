import { inflateSync } from 'node:zlib';
import { afterEach, expect, it, vi } from 'vitest';
import { pngOf, rasterize } from './rasterize.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"/>';

/** Red, as the picture that the browser paints. */
const PAINTED = [255, 0, 0, 255];

interface Browser {
  readonly draws?: boolean;
  readonly decodes?: boolean;
  /** What reading a canvas does to its pixels. */
  readonly reads?: (data: Uint8ClampedArray) => void;
}

/** A browser in which `SVG` is an image of 300 × 200 px. */
function stubBrowser({ draws = true, decodes = true, reads = () => {} }: Browser = {}) {
  const image = { src: '', naturalWidth: 300, naturalHeight: 200, decode: async () => {} };
  if (!decodes) image.decode = () => Promise.reject(new Error('The source image cannot be decoded.'));
  let data = new Uint8ClampedArray();
  const canvas = { width: 0, height: 0, getContext: () => (draws ? context : null) };
  const context = {
    drawImage: vi.fn(() => {
      data = new Uint8ClampedArray(4 * canvas.width * canvas.height).map((_, index) => PAINTED[index % 4] as number);
    }),
    putImageData: (put: ImageData) => {
      data = put.data.slice();
    },
    getImageData: () => {
      const read = data.slice();
      reads(read);
      return { data: read };
    },
  };
  vi.stubGlobal('Image', function Image() {
    return image;
  });
  vi.stubGlobal('ImageData', function ImageData(width: number, height: number) {
    return { data: new Uint8ClampedArray(4 * width * height) };
  });
  vi.stubGlobal('document', { createElement: () => canvas });
  const revoke = vi.spyOn(URL, 'revokeObjectURL');
  return { image, canvas, drawImage: context.drawImage, revoke };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('paints a PNG of twice the size in each direction', async () => {
  const { image, canvas, drawImage } = stubBrowser();
  const png = await rasterize(SVG);
  expect(png.type).toBe('image/png');
  expect([canvas.width, canvas.height]).toEqual([600, 400]);
  expect(drawImage).toHaveBeenCalledExactlyOnceWith(image, 0, 0, 600, 400);
  const file = new DataView(await png.arrayBuffer());
  const rows = inflateSync(new Uint8Array(file.buffer, 41, file.getUint32(33)));
  expect([...rows.subarray(-4)]).toEqual(PAINTED);
});

it('says in a sentence what the browser could not do', async () => {
  stubBrowser({ draws: false });
  await expect(rasterize(SVG)).rejects.toThrow('This browser gave no canvas to paint the PNG on.');
  const tooLarge = 'This browser could not encode a PNG of 600 × 400 pixels.';
  stubBrowser({ reads: (data) => data.fill(0) });
  await expect(rasterize(SVG)).rejects.toThrow(tooLarge);
  const { canvas } = stubBrowser({
    reads: () => {
      throw new RangeError('Out of memory at ImageData creation');
    },
  });
  await expect(rasterize(SVG)).rejects.toThrow(tooLarge);
  await expect(pngOf(canvas as unknown as HTMLCanvasElement)).rejects.toThrow('600 × 400 pixels');
});

it.each<[string, (byte: number, index: number) => number]>([
  ['white', () => 255],
  ['noise', (_, index) => (index * 7919) % 256],
  // One bit of one pixel of 240,000.
  ['hardly anything else', (byte, index) => (index === 333_333 ? byte ^ 1 : byte)],
])('saves nothing in a browser that gives a page %s for its pixels, and says why', async (_, changed) => {
  stubBrowser({ reads: (data) => data.set(data.map(changed)) });
  await expect(rasterize(SVG)).rejects.toThrow(/^This browser gives a page other pixels than its pictures have/);
});

it('lets go of the picture’s text, also if it can’t be painted', async () => {
  for (const decodes of [true, false]) {
    const { image, revoke } = stubBrowser({ decodes });
    await rasterize(SVG).catch(() => {});
    expect(image.src).toMatch(/^blob:/);
    expect(revoke).toHaveBeenCalledExactlyOnceWith(image.src);
    vi.restoreAllMocks();
  }
});
