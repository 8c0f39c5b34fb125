/**
 * Reads a part of a file into memory that is there already, if it is long enough and the browser can do so; into new memory if not.
 *
 * @param memory is no more afterwards: it is that of what is returned
 */
export async function readInto(part: Blob, memory?: ArrayBuffer): Promise<Uint8Array<ArrayBuffer>> {
  const reader = byteReader(part);
  if (!reader) return new Uint8Array(await part.arrayBuffer());
  let buffer = memory && memory.byteLength >= part.size ? memory : new ArrayBuffer(part.size);
  let length = 0;
  while (length < part.size) {
    const { value, done } = await reader.read(new Uint8Array(buffer, length, part.size - length));
    // Without a view the memory is gone with the stream.
    if (!value) return new Uint8Array();
    // The stream takes the memory away, and gives it back under another name.
    buffer = value.buffer;
    length += value.byteLength;
    if (done) break;
  }
  return new Uint8Array(buffer, 0, length);
}

/** Returns a reader that fills memory which it is given; null in Safari, whose files have none. */
function byteReader(part: Blob): ReadableStreamBYOBReader | null {
  try {
    return part.stream().getReader({ mode: 'byob' });
  } catch {
    return null;
  }
}
