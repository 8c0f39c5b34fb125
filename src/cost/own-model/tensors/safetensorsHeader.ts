import { formatCount, formatCountOf } from '../../../attention/numbers/format.ts';
import { quoted } from '../../../errors/quoted.ts';
import { NotRead } from '../NotRead.ts';
import type { TensorEntry } from './tensorEntry.ts';

/** Of the table's length, which a file begins with. */
const LENGTH_BYTES = 8;
/** Tables of models with thousands of experts take ten megabytes. */
const MOST_TABLE_BYTES = 2 ** 26;
/** The format's own limit: what another file begins with is, read as a length, larger. */
const FORMAT_TABLE_BYTES = 100_000_000;
const METADATA_KEY = '__metadata__';

/** Bits of each number type. Source: safetensors, `Dtype`. */
const BITS: Readonly<Record<string, number>> = {
  ...{ BOOL: 8, U8: 8, I8: 8, F8_E4M3: 8, F8_E5M2: 8, F8_E8M0: 8, F8_E4M3FNUZ: 8, F8_E5M2FNUZ: 8 },
  ...{ I16: 16, U16: 16, F16: 16, BF16: 16, I32: 32, U32: 32, F32: 32, I64: 64, U64: 64, F64: 64, C64: 64 },
  ...{ F4: 4, F6_E2M3: 6, F6_E3M2: 6 },
};

/**
 * Reads which tensors a safetensors file has, from its table of contents alone: two slices, however large the file is. The reader
 * in `takeaway/safetensors` reads whole files, of two number types, for models that were trained here.
 *
 * @throws a sentence if it is not a well-formed file
 */
export async function readSafetensorsHeader(file: Blob): Promise<TensorEntry[]> {
  if (file.size < LENGTH_BYTES)
    throw new NotRead(`This is not a safetensors file: ${formatCountOf(file.size, 'byte')} are too few for one.`);
  const start = new DataView(await file.slice(0, LENGTH_BYTES).arrayBuffer());
  const tableBytes = Number(start.getBigUint64(0, true));
  if (tableBytes > FORMAT_TABLE_BYTES)
    throw new NotRead('This is not a safetensors file: it does not begin with the length of its table of contents.');
  const dataStart = LENGTH_BYTES + tableBytes;
  if (dataStart > file.size)
    throw new NotRead(
      `The file was cut off: its table of contents takes ${formatCountOf(tableBytes, 'byte')}, and the file has ${formatCount(file.size)}.`,
    );
  if (tableBytes > MOST_TABLE_BYTES)
    throw new NotRead(
      `The file’s table of contents takes ${formatCount(tableBytes)} bytes, and more than ${formatCount(MOST_TABLE_BYTES)} are not read.`,
    );
  return entriesIn(await file.slice(LENGTH_BYTES, dataStart).text(), file.size - dataStart);
}

function entriesIn(table: string, dataBytes: number): TensorEntry[] {
  let json: unknown;
  try {
    json = JSON.parse(table);
  } catch {
    throw new NotRead('The file is damaged, or not a safetensors file: its table of contents is not JSON.');
  }
  if (!isRecord(json)) throw new NotRead('The file is damaged: its table of contents is not a table.');
  let end = 0;
  const entries = Object.entries(json)
    .filter(([name]) => name !== METADATA_KEY)
    .map(([name, value]) => {
      const entry = toEntry(name, value);
      end = Math.max(end, entry.end);
      return entry.entry;
    });
  if (end > dataBytes)
    throw new NotRead(
      `The file was cut off: its tensors take ${formatCountOf(end, 'byte')}, and it holds ${formatCount(dataBytes)}.`,
    );
  return entries;
}

function toEntry(name: string, value: unknown): { entry: TensorEntry; end: number } {
  const tensor = `The tensor “${quoted(name)}”`;
  if (!isRecord(value)) throw new NotRead(`${tensor} is not described in the file’s table of contents.`);
  const { dtype: type, shape, data_offsets: offsets } = value;
  if (typeof type !== 'string') throw new NotRead(`${tensor} has no type.`);
  if (!isCounts(shape)) throw new NotRead(`${tensor} has no valid shape.`);
  const elements = shape.reduce((product, size) => product * size, 1);
  if (!Number.isSafeInteger(elements)) throw new NotRead(`${tensor} has more numbers than any file holds.`);
  if (!isCounts(offsets) || offsets.length !== 2) throw new NotRead(`${tensor} has no valid offsets.`);
  const [first = 0, end = 0] = offsets;
  const bits = Object.hasOwn(BITS, type) ? BITS[type] : undefined;
  if (bits !== undefined && end - first !== Math.ceil((elements * bits) / 8))
    throw new NotRead(
      `${tensor} has ${formatCount(end - first)} bytes, which do not fill its shape [${shape.join(', ')}] with ${type}.`,
    );
  return { entry: { name, shape, type }, end };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Shapes have a few sizes: thousands of them are no tensor's. */
function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.length <= 16 && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}
