import { formatCount, formatCountOf } from '../attention/format.ts';
import { fromFloat16, toFloat16 } from './float16.ts';

/**
 * The safetensors file format, with numbers as float32 or float16: 8 bytes with the header's length (little-endian), a JSON
 * header, then the tensors' bytes without gaps. Source: github.com/huggingface/safetensors, README, "Format".
 */

/** A float32 tensor. `data` is row-major and holds the product of `shape`. */
export interface Float32Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface SafetensorsFile {
  readonly tensors: Readonly<Record<string, Float32Tensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** How a file holds its numbers, with their bytes. */
const NUMBER_BYTES = { F32: 4, F16: 2 } as const;
export type NumberType = keyof typeof NUMBER_BYTES;

interface HeaderEntry {
  readonly dtype: NumberType;
  readonly shape: readonly number[];
  /** First byte and one past the last, counted from the end of the header. */
  readonly data_offsets: readonly [number, number];
}

const LENGTH_BYTES = 8;
const METADATA_KEY = '__metadata__';
/** The format's own limit. */
const MOST_HEADER_BYTES = 100_000_000;
const OPENING_BRACE = 0x7b;
const NOT_ONE = 'This is no safetensors file.';

/**
 * The file's bytes, tensors in the order given. The header is padded with spaces, so that every float32 can be read in
 * place at an aligned address. Throws where a shape does not match its data.
 *
 * @param dtype F16 rounds each number to 11 significant bits and halves the file
 */
export function encodeSafetensors(
  tensors: SafetensorsFile['tensors'],
  metadata: SafetensorsFile['metadata'],
  dtype: NumberType = 'F32',
): Uint8Array<ArrayBuffer> {
  const entries: [string, HeaderEntry | SafetensorsFile['metadata']][] = [[METADATA_KEY, metadata]];
  let dataBytes = 0;
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    if (elementsOf(shape) !== data.length)
      throw new Error(`${name} has ${data.length} numbers, which do not fill the shape [${shape.join(', ')}].`);
    const end = dataBytes + data.length * NUMBER_BYTES[dtype];
    entries.push([name, { dtype, shape, data_offsets: [dataBytes, end] }]);
    dataBytes = end;
  }
  // fromEntries, unlike assignment, also takes a tensor called "__proto__".
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const headerBytes = Math.ceil(json.length / 8) * 8;
  const file = new Uint8Array(LENGTH_BYTES + headerBytes + dataBytes);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes), true);
  file.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + headerBytes).set(json, LENGTH_BYTES);
  let offset = LENGTH_BYTES + headerBytes;
  for (const { data } of Object.values(tensors)) {
    // Browsers run on little-endian machines only, so a typed array's bytes are the file's.
    const numbers = dtype === 'F16' ? toFloat16(data) : data;
    file.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), offset);
    offset += numbers.byteLength;
  }
  return file;
}

/**
 * Reads a file back, float16 as float32. Throws a sentence that names the fault where it is not a well-formed safetensors
 * file of those two.
 */
export function decodeSafetensors(file: Uint8Array): SafetensorsFile {
  const { header, dataStart } = readHeader(file);
  const { [METADATA_KEY]: metadata = {}, ...values } = header;
  if (!isRecord(metadata) || !Object.values(metadata).every((value) => typeof value === 'string'))
    throw new Error('The metadata of this safetensors file is not a table of texts.');
  const entries = Object.entries(values).map(([name, value]) => [name, toEntry(name, value)] as const);
  assertContiguous(
    entries.map(([, entry]) => entry.data_offsets),
    file.length - dataStart,
  );
  const tensors = entries.map(([name, { dtype, shape, data_offsets }]) => {
    const [first, end] = data_offsets;
    // A copy: the file's own bytes may start at an address where no typed array can.
    const bytes = new Uint8Array(file.subarray(dataStart + first, dataStart + end));
    const data = dtype === 'F16' ? fromFloat16(new Uint16Array(bytes.buffer)) : new Float32Array(bytes.buffer);
    return [name, { shape, data }] as const;
  });
  return { tensors: Object.fromEntries(tensors), metadata: metadata as Record<string, string> };
}

function readHeader(file: Uint8Array): { header: Record<string, unknown>; dataStart: number } {
  if (file.length < LENGTH_BYTES)
    throw new Error(`${NOT_ONE} ${formatCountOf(file.length, 'byte')} are too few for one.`);
  const headerBytes = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const dataStart = LENGTH_BYTES + headerBytes;
  // What a picture or a text begins with is, read as a length, larger than any file.
  if (headerBytes > MOST_HEADER_BYTES || (file.length > LENGTH_BYTES && file[LENGTH_BYTES] !== OPENING_BRACE))
    throw new Error(`${NOT_ONE} Such a file begins with a table of its contents; this one begins with something else.`);
  if (dataStart > file.length)
    throw new Error(
      `The file was cut off: its table of contents alone takes ${formatCount(headerBytes)} bytes, and all there is are ${formatCount(file.length)}.`,
    );
  return { header: parseObject(new TextDecoder().decode(file.subarray(LENGTH_BYTES, dataStart))), dataStart };
}

/** @param text begins with a brace, so what it holds can be nothing but an object */
function parseObject(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error('The file is damaged, or no safetensors file: its table of contents is not JSON.', { cause });
  }
}

function toEntry(name: string, value: unknown): HeaderEntry {
  if (!isRecord(value)) throw new Error(`The file’s table of contents says nothing of use about ${name}.`);
  const { dtype, shape, data_offsets: offsets } = value;
  if (dtype !== 'F32' && dtype !== 'F16')
    throw new Error(`${name} is of type ${String(dtype)}; only F32 and F16 are read.`);
  if (!isCounts(shape)) throw new Error(`${name} has no valid shape.`);
  if (!isCounts(offsets) || offsets.length !== 2) throw new Error(`${name} has no valid offsets.`);
  const [first = 0, end = 0] = offsets;
  if (end - first !== elementsOf(shape) * NUMBER_BYTES[dtype])
    throw new Error(
      `${name} has ${end - first} bytes, which do not fill the shape [${shape.join(', ')}] with ${dtype}.`,
    );
  return { dtype, shape, data_offsets: [first, end] };
}

/** The format allows neither gaps nor overlaps nor bytes left over. */
function assertContiguous(ranges: readonly (readonly [number, number])[], dataBytes: number): void {
  let expected = 0;
  for (const [first, end] of ranges.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (first > expected)
      throw new Error(
        `The file is damaged: its table of contents leaves a part of it out, bytes ${formatCount(expected)} to ${formatCount(first - 1)} of the numbers.`,
      );
    if (first < expected)
      throw new Error(`The file is damaged: byte ${formatCount(first)} of its numbers would belong to two tensors.`);
    expected = end;
  }
  if (expected > dataBytes)
    throw new Error(
      `The file was cut off: its tensors take ${formatCountOf(expected, 'byte')}, and it holds ${formatCount(dataBytes)}.`,
    );
  if (expected < dataBytes)
    throw new Error(
      `The file is damaged: its tensors take ${formatCountOf(expected, 'byte')}, and it holds ${formatCount(dataBytes)}.`,
    );
}

function elementsOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}
