import { formatCount, formatCountOf } from '../attention/numbers/format.ts';
import { quoted } from '../errors/quoted.ts';
import { elementsOf, type HeaderEntry, LENGTH_BYTES, METADATA_KEY, shapeText, TYPE_BYTES } from './format.ts';

/** The format's own limit; what a picture or a text begins with is, read as a length, larger. */
const FORMAT_HEADER_BYTES = 100_000_000;
/** Ten times that of the largest models' shards. Millions of names and sizes would take seconds to read, and are no model. */
const MOST_HEADER_BYTES = 2 ** 20;
const OPENING_BRACE = 0x7b;
const NOT_ONE = 'This is not a safetensors file.';

/** Bytes at the start of a file that `headerBytesOf` needs: the length, and one of the header. */
export const START_BYTES = LENGTH_BYTES + 1;

/** A file's table of contents. */
export interface Header {
  /** By the tensors' names, in the header's order, which need not be that of the numbers. */
  readonly entries: ReadonlyMap<string, HeaderEntry>;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Returns the header's length in bytes. Throws a sentence if the file does not begin as a safetensors file does.
 *
 * @param start the first `START_BYTES` of the file, or all of it if it is shorter
 */
export function headerBytesOf(start: Uint8Array, fileBytes: number): number {
  if (start.length < LENGTH_BYTES)
    throw new Error(`${NOT_ONE} ${formatCountOf(start.length, 'byte')} are too few for one.`);
  const headerBytes = Number(new DataView(start.buffer, start.byteOffset).getBigUint64(0, true));
  if (headerBytes > FORMAT_HEADER_BYTES || (start.length > LENGTH_BYTES && start[LENGTH_BYTES] !== OPENING_BRACE))
    throw new Error(`${NOT_ONE} Such a file begins with a table of its contents; this one begins with something else.`);
  if (LENGTH_BYTES + headerBytes > fileBytes)
    throw new Error(
      `The file was cut off: its table of contents alone takes ${formatCount(headerBytes)} bytes, but the file has only ${formatCount(fileBytes)}.`,
    );
  if (headerBytes > MOST_HEADER_BYTES)
    throw new Error(
      `The file’s table of contents takes ${formatCount(headerBytes)} bytes, and more than ${formatCount(MOST_HEADER_BYTES)} are not read.`,
    );
  return headerBytes;
}

/** Reads the header. Throws a sentence that names the fault if it is not well-formed, or does not fit the numbers' bytes. */
export function readHeader(header: Uint8Array, dataBytes: number): Header {
  const { [METADATA_KEY]: metadata = {}, ...values } = parseObject(new TextDecoder().decode(header));
  if (!isRecord(metadata) || !Object.values(metadata).every((value) => typeof value === 'string'))
    throw new Error('The metadata of this safetensors file is not a table of texts.');
  const entries = new Map(Object.entries(values).map(([name, value]) => [name, toEntry(name, value)] as const));
  assertContiguous(
    [...entries.values()].map((entry) => entry.data_offsets),
    dataBytes,
  );
  return { entries, metadata: metadata as Record<string, string> };
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
  if (typeof dtype !== 'string') throw new Error(`${tensor} has no type.`);
  if (!isCounts(shape)) throw new Error(`${tensor} has no valid shape.`);
  if (!isCounts(offsets) || offsets.length !== 2) throw new Error(`${tensor} has no valid offsets.`);
  const [first = 0, end = 0] = offsets;
  // A type that came after this was written has a size that is not known here.
  const bytes = Object.hasOwn(TYPE_BYTES, dtype) ? TYPE_BYTES[dtype] : undefined;
  if (end < first || (bytes !== undefined && end - first !== elementsOf(shape) * bytes))
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
