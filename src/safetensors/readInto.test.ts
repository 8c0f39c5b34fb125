import { describe, expect, it } from 'vitest';
import { readInto } from './readInto.ts';

const BYTES = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);

/** A part whose stream gives at most `chunk` bytes at once, then ends or fails. */
function partWithStream(bytes: Uint8Array<ArrayBuffer>, chunk: number, fails = false): Blob {
  const part = new Blob([BYTES]);
  let at = 0;
  const stream = () =>
    new ReadableStream({
      type: 'bytes',
      pull(controller) {
        const request = (controller as ReadableByteStreamController).byobRequest;
        const view = request?.view as Uint8Array<ArrayBuffer>;
        const length = Math.min(chunk, view.byteLength, bytes.length - at);
        if (length === 0) {
          if (fails) return controller.error(new DOMException('gone', 'NotReadableError'));
          controller.close();
          request?.respond(0);
          return;
        }
        new Uint8Array(view.buffer, view.byteOffset, length).set(bytes.subarray(at, at + length));
        at += length;
        request?.respond(length);
      },
    });
  return Object.assign(part, { stream });
}

describe('a part of a file', () => {
  it('is read whole, however it comes, into memory that is there if that is long enough', async () => {
    const parts = [() => new Blob([BYTES]), () => partWithStream(BYTES, 1_000), () => partWithStream(BYTES, 299_999)];
    for (const part of parts)
      for (const length of [0, 10, BYTES.length, 2 * BYTES.length]) {
        const memory = new ArrayBuffer(length);
        const read = await readInto(part(), memory);
        expect(read).toEqual(BYTES);
        expect(read.byteOffset).toBe(0);
        expect(read.buffer.byteLength).toBe(Math.max(length, BYTES.length));
        // It went there, if it was used.
        expect(memory.byteLength).toBe(length >= BYTES.length ? 0 : length);
      }
    expect(await readInto(new Blob())).toEqual(new Uint8Array());
  });

  it('that ends early is as long as what there was of it, and one that fails rejects', async () => {
    const short = await readInto(partWithStream(BYTES.slice(0, 2_500), 1_000));
    expect(short.length).toBeLessThan(BYTES.length);
    await expect(readInto(partWithStream(BYTES.slice(0, 2_500), 1_000, true))).rejects.toMatchObject({
      name: 'NotReadableError',
    });
  });

  it('is read where files have no such stream, too', async () => {
    const part = new Blob([BYTES]);
    part.stream = () => new ReadableStream();
    expect(await readInto(part)).toEqual(BYTES);
  });
});
