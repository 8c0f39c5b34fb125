import { formatCount } from '../attention/numbers/format.ts';
import { quoted } from '../errors/quoted.ts';
import { type HeaderEntry, LENGTH_BYTES, shapeText, TYPE_BYTES } from './format.ts';
import { freeNow } from './freeNow.ts';
import { headerBytesOf, readHeader, START_BYTES } from './header.ts';
import { assertReadable, toFloat32 } from './numbers.ts';

/** Part of a tensor: entries of its first axis, from `first` to before `end`. */
export interface Rows {
  readonly first: number;
  readonly end: number;
}

/** A safetensors file that stays on disk, of which tensors and parts of them are read when they are asked for. */
export interface TensorFile {
  readonly metadata: Readonly<Record<string, string>>;
  /** In the header's order. */
  readonly names: readonly string[];
  /** Returns a tensor's sizes, or null if the file has no such tensor. */
  shapeOf(name: string): readonly number[] | null;
  /** Returns a tensor's type in the file ("BF16"), or null if the file has no such tensor. */
  typeOf(name: string): string | null;
  /**
   * Reads a tensor, or some of its rows, as float32. Rejects with a sentence if there is no such tensor, if it is of a type
   * that is not read, and if the file is not there any more.
   *
   * @param into takes the numbers from its start and is what they are returned in; long enough for them
   */
  read(name: string, rows?: Rows, into?: Float32Array): Promise<Float32Array>;
}

/** Reads the header of a file, and nothing else of it. Rejects with a sentence if it is not a well-formed safetensors file. */
export async function openTensorFile(file: Blob): Promise<TensorFile> {
  const start = new Uint8Array(await bytesOf(file, 0, Math.min(START_BYTES, file.size)));
  const dataStart = LENGTH_BYTES + headerBytesOf(start, file.size);
  const header = new Uint8Array(await bytesOf(file, LENGTH_BYTES, dataStart));
  const { entries, metadata } = readHeader(header, file.size - dataStart);
  return {
    metadata,
    names: [...entries.keys()],
    shapeOf: (name) => entries.get(name)?.shape ?? null,
    typeOf: (name) => entries.get(name)?.dtype ?? null,
    async read(name, rows, into) {
      const entry = entries.get(name);
      if (!entry) throw new Error(`The tensor “${quoted(name)}” is not in the file.`);
      const { dtype } = entry;
      assertReadable(name, dtype);
      const [first, end] = byteRange(name, entry, rows);
      const bytes = await bytesOf(file, dataStart + first, dataStart + end);
      const values = toFloat32(bytes, dtype, into);
      if (values.buffer !== bytes) freeNow(bytes);
      return values;
    },
  };
}

/** Returns the bytes of rows, counted from the end of the header. */
function byteRange(
  name: string,
  { dtype, shape, data_offsets }: HeaderEntry,
  rows: Rows | undefined,
): [number, number] {
  const [first, end] = data_offsets;
  if (!rows) return [first, end];
  const [count = 0, ...rest] = shape;
  if (!(0 <= rows.first && rows.first <= rows.end && rows.end <= count))
    throw new Error(`The tensor “${quoted(name)}” ${shapeText(shape)} has no rows ${rows.first} to ${rows.end - 1}.`);
  const rowBytes = rest.reduce((product, size) => product * size, TYPE_BYTES[dtype] ?? 0);
  return [first + rows.first * rowBytes, first + rows.end * rowBytes];
}

/** A file on disk can be moved, changed and deleted while it is read: a browser then rejects, or gives fewer bytes. */
async function bytesOf(file: Blob, first: number, end: number): Promise<ArrayBuffer> {
  const name = file instanceof File ? `The file “${quoted(file.name)}”` : 'The file';
  const part = file.slice(first, end);
  const bytes = await part.arrayBuffer().catch((cause) => {
    throw new Error(`${name} can’t be read any more: it was moved, changed or deleted.`, { cause });
  });
  if (bytes.byteLength !== end - first)
    throw new Error(
      `${name} was cut off: of bytes ${formatCount(first)} to ${formatCount(end - 1)}, only ${formatCount(bytes.byteLength)} are there.`,
    );
  return bytes;
}
