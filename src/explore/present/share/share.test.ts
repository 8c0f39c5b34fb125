import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { MAX_QR_LINK, noQrReason } from './linkLength.ts';
import { makeQr } from './makeQr.ts';
import { qrPath } from './qrPath.ts';

const LINK = 'https://example.org/headroom/#text=Caf%C3%A9+%26+bar&kv=2&present=1&focus=gqa&large=5';

/** What a camera of another maker reads of the modules, `zoom` pixels each. */
function read(modules: readonly (readonly boolean[])[], zoom = 4): string | undefined {
  const side = modules.length * zoom;
  const pixels = new Uint8ClampedArray(4 * side * side).map((_, index) => {
    const pixel = Math.floor(index / 4);
    const [x, y] = [Math.floor((pixel % side) / zoom), Math.floor(pixel / side / zoom)];
    return index % 4 < 3 && modules[y]?.[x] ? 0 : 255;
  });
  return jsQR(pixels, side, side)?.data;
}

describe('the QR code of a link', () => {
  it('is read as that link by a decoder that knows nothing of the encoder', () => {
    expect(read(makeQr(LINK))).toBe(LINK);
  });

  it('is read at the longest that a link may be, with modules of 0.5 % of the screen’s height', () => {
    const longest = LINK.padEnd(MAX_QR_LINK, 'a');
    const modules = makeQr(longest);
    expect(read(modules)).toBe(longest);
    expect(50 / modules.length).toBeGreaterThanOrEqual(0.495);
    expect(makeQr(LINK.padEnd(MAX_QR_LINK + 1, 'a')).length).toBeGreaterThan(modules.length);
  });

  it('is refused for a longer link, with its length', () => {
    expect(noQrReason(LINK.padEnd(MAX_QR_LINK, 'a'))).toBeUndefined();
    expect(noQrReason(LINK.padEnd(1234, 'a'))).toMatch(/^This link has 1,234 characters, too many/);
  });
});

describe('qrPath', () => {
  it('draws each run of dark modules as one rectangle', () => {
    const rows = [
      [true, true, false, true],
      [false, false, false, false],
      [false, true, true, true],
    ];
    expect(qrPath(rows)).toBe('M0 0h2v1H0zM3 0h1v1H3zM1 2h3v1H1z');
  });
});
