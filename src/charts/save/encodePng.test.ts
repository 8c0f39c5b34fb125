import { inflateSync } from 'node:zlib';
import { afterEach, expect, it, vi } from 'vitest';
import { encodePng } from './encodePng.ts';

afterEach(() => vi.unstubAllGlobals());

/** Bit by bit, as the standard defines it. */
function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

/** Reads a PNG by itself: [type, data] of each chunk, with its check. */
function chunksOf(png: Uint8Array): [string, Uint8Array][] {
  const view = new DataView(png.buffer);
  const chunks: [string, Uint8Array][] = [];
  for (let at = 8; at < png.length; ) {
    const length = view.getUint32(at);
    expect(view.getUint32(at + 8 + length)).toBe(crcOf(png.subarray(at + 4, at + 8 + length)));
    chunks.push([String.fromCharCode(...png.subarray(at + 4, at + 8)), png.subarray(at + 8, at + 8 + length)]);
    at += 12 + length;
  }
  return chunks;
}

async function expectRoundTrip(width: number, height: number) {
  const bytes = Uint8Array.from({ length: 4 * width * height }, (_, index) => (index * 37) % 251);
  const png = await encodePng(new Uint32Array(bytes.buffer), width, height);
  expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  const [header, data, end] = chunksOf(png);
  expect([...(header?.[1] ?? [])]).toEqual([0, 0, width >> 8, width & 255, 0, 0, 0, height, 8, 6, 0, 0, 0]);
  expect([header?.[0], data?.[0], end?.[0]]).toEqual(['IHDR', 'IDAT', 'IEND']);
  const rows = inflateSync(data?.[1] ?? new Uint8Array());
  expect(rows.length).toBe(height * (4 * width + 1));
  const wrong = [...rows].filter((byte, index) => {
    const [y, x] = [Math.floor(index / (4 * width + 1)), index % (4 * width + 1)];
    return byte !== (x === 0 ? 0 : bytes[y * 4 * width + x - 1]);
  });
  expect(wrong).toEqual([]);
}

it('keeps every byte of every pixel', async () => {
  await expectRoundTrip(1, 1);
  await expectRoundTrip(300, 70);
});

it('does so in a browser that compresses nothing, too', async () => {
  vi.stubGlobal('CompressionStream', undefined);
  await expectRoundTrip(1, 1);
  // More than a block, which has 65,535 bytes.
  await expectRoundTrip(300, 70);
});
