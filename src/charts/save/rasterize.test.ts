import { afterEach, expect, it, vi } from 'vitest';
import { pngOf, rasterize } from './rasterize.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"/>';

/** A browser in which `SVG` is an image of 300 × 200 px, and whose canvases draw and encode, or don't. */
function stubBrowser({ draws = true, encodes = true, decodes = true } = {}) {
  const image = { src: '', naturalWidth: 300, naturalHeight: 200, decode: async () => {} };
  if (!decodes) image.decode = () => Promise.reject(new Error('The source image cannot be decoded.'));
  const drawImage = vi.fn();
  const canvas = {
    width: 0,
    height: 0,
    getContext: () => (draws ? { drawImage } : null),
    toBlob: (take: (blob: Blob | null) => void, type: string) => take(encodes ? new Blob(['png'], { type }) : null),
  };
  vi.stubGlobal('Image', function Image() {
    return image;
  });
  vi.stubGlobal('document', { createElement: () => canvas });
  const revoke = vi.spyOn(URL, 'revokeObjectURL');
  return { image, canvas, drawImage, revoke };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('paints a PNG of twice the size in each direction', async () => {
  const { image, canvas, drawImage } = stubBrowser();
  expect((await rasterize(SVG)).type).toBe('image/png');
  expect([canvas.width, canvas.height]).toEqual([600, 400]);
  expect(drawImage).toHaveBeenCalledExactlyOnceWith(image, 0, 0, 600, 400);
});

it('says in a sentence what the browser could not do', async () => {
  stubBrowser({ draws: false });
  await expect(rasterize(SVG)).rejects.toThrow('This browser gave no canvas to paint the PNG on.');
  const { canvas } = stubBrowser({ encodes: false });
  await expect(rasterize(SVG)).rejects.toThrow('This browser could not encode a PNG of 600 × 400 pixels.');
  await expect(pngOf(canvas as unknown as HTMLCanvasElement)).rejects.toThrow('600 × 400 pixels');
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
