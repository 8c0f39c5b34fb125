import { fromFloat16 } from '../../attention/numbers/float16.ts';
import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import { quoted } from '../../errors/quoted.ts';
import {
  elementsOf,
  type HeaderEntry,
  LENGTH_BYTES,
  METADATA_KEY,
  NUMBER_BYTES,
  type SafetensorsFile,
  shapeText,
} from './format.ts';

/** The format's own limit; what a picture or a text begins with is, read as a length, larger. */
const FORMAT_HEADER_BYTES = 100_000_000;
/** A hundred times what HeadRoom writes. Millions of names and sizes would take seconds to read, and are no model. */
const MOST_HEADER_BYTES = 2 ** 20;
const OPENING_BRACE = 0x7b;
const NOT_ONE = 'This is not a safetensors file.';

/**
 * Reads a file back, float16 as float32. Throws a sentence that names the fault if it is not a well-formed safetensors
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
  if (headerBytes > FORMAT_HEADER_BYTES || (file.length > LENGTH_BYTES && file[LENGTH_BYTES] !== OPENING_BRACE))
    throw new Error(`${NOT_ONE} Such a file begins with a table of its contents; this one begins with something else.`);
  if (dataStart > file.length)
    throw new Error(
      `The file was cut off: its table of contents alone takes ${formatCount(headerBytes)} bytes, but the file has only ${formatCount(file.length)}.`,
    );
  if (headerBytes > MOST_HEADER_BYTES)
    throw new Error(
      `The file’s table of contents takes ${formatCount(headerBytes)} bytes, and more than ${formatCount(MOST_HEADER_BYTES)} are not read.`,
    );
  return { header: parseObject(new TextDecoder().decode(file.subarray(LENGTH_BYTES, dataStart))), dataStart };
}

/** @param text begins with a brace, so what it holds can be nothing but an object */
function parseObject(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error('The file is damaged, or not a safetensors file: its table of contents is not JSON.', { cause });
  }
}

function toEntry(name: string, value: unknown): HeaderEntry {
  const tensor = `The tensor “${quoted(name)}”`;
  if (!isRecord(value)) throw new Error(`${tensor} is not described in the file’s table of contents.`);
  const { dtype, shape, data_offsets: offsets } = value;
  if (dtype !== 'F32' && dtype !== 'F16')
    throw new Error(
      `${tensor} ${typeof dtype === 'string' ? `is of type “${quoted(dtype)}”` : 'has no type'}; only F32 and F16 are read.`,
    );
  if (!isCounts(shape)) throw new Error(`${tensor} has no valid shape.`);
  if (!isCounts(offsets) || offsets.length !== 2) throw new Error(`${tensor} has no valid offsets.`);
  const [first = 0, end = 0] = offsets;
  if (end - first !== elementsOf(shape) * NUMBER_BYTES[dtype])
    throw new Error(
      `${tensor} has ${formatCount(end - first)} bytes, which do not fill the shape ${shapeText(shape)} with ${dtype}.`,
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}
