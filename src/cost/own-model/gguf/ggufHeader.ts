import { formatCount } from '../../../attention/numbers/format.ts';
import { quoted } from '../../../errors/quoted.ts';
import { NotRead } from '../NotRead.ts';
import type { TensorEntry } from '../tensors/tensorEntry.ts';
import { ggmlTypeName } from './ggmlTypes.ts';
import { SliceReader } from './SliceReader.ts';

/** Value of a field. Null stands for what has no meaning for a model's sizes, and is skipped: vocabularies, long texts. */
export type GgufValue = number | boolean | string | readonly (number | boolean)[] | null;

export interface GgufHeader {
  readonly fields: ReadonlyMap<string, GgufValue>;
  readonly tensors: readonly TensorEntry[];
}

/** Letters "GGUF". */
const MAGIC = [0x47, 0x47, 0x55, 0x46];
const VERSIONS = [2, 3];
/** More than any model has, and few enough to be read in a moment. */
const MOST_FIELDS = 100_000;
const MOST_TENSORS = 1_000_000;
const MOST_ITEMS = 10_000_000;
const MOST_KEY_BYTES = 65_535;
const MOST_TEXT_BYTES = 4_096;
/** A field of every layer has as many items as there are layers. */
const MOST_KEPT_ITEMS = 10_000;
const MOST_SIZES = 4;

const [STRING, ARRAY, BOOL] = [8, 9, 7];
const BYTES: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 };

/**
 * Reads fields and tensors' shapes of a GGUF file from its head alone. Source: ggml, docs/gguf.md.
 *
 * `@huggingface/gguf` 0.4.6 reads them too, but only what `fetch` brings, so that a file would need a stand-in for it; it keeps the
 * whole vocabulary, ends at 50 MB, and reads zeros past the end of a file that was cut off.
 *
 * @throws a sentence if it is not a well-formed file
 */
export async function readGgufHeader(file: Blob): Promise<GgufHeader> {
  const reader = new SliceReader(file);
  const magic = file.size < 8 ? [] : [...(await reader.bytes(4))];
  if (MAGIC.some((letter, index) => magic[index] !== letter))
    throw new NotRead('This is not a GGUF file: it does not begin with the letters GGUF.');
  let version = await reader.u32();
  if (version > 0 && (version & 0xffff) === 0) {
    // Written on a machine that has the large end first.
    version >>>= 24;
    reader.setLittleEndian(false);
  }
  if (!VERSIONS.includes(version))
    throw new NotRead(`The file is of GGUF version ${formatCount(version)}, and versions 2 and 3 are read.`);
  const tensorCount = atMost(await reader.u64(), MOST_TENSORS, 'tensors');
  const fieldCount = atMost(await reader.u64(), MOST_FIELDS, 'fields');
  const fields = new Map<string, GgufValue>();
  for (let index = 0; index < fieldCount; index++) {
    const key = await name(reader, 'field');
    if (fields.has(key)) throw new NotRead(`The file has the field “${quoted(key)}” twice.`);
    fields.set(key, await value(reader, await reader.u32(), key));
  }
  const tensors: TensorEntry[] = [];
  for (let index = 0; index < tensorCount; index++) tensors.push(await tensor(reader));
  return { fields, tensors };
}

async function tensor(reader: SliceReader): Promise<TensorEntry> {
  const title = await name(reader, 'tensor');
  const sizes = await reader.u32();
  if (sizes > MOST_SIZES)
    throw new NotRead(
      `The tensor “${quoted(title)}” has ${formatCount(sizes)} sizes, and a tensor has ${MOST_SIZES} at most.`,
    );
  const shape: number[] = [];
  // A file names the innermost size first.
  for (let size = 0; size < sizes; size++) shape.unshift(await reader.u64());
  if (!Number.isSafeInteger(shape.reduce((product, size) => product * size, 1)))
    throw new NotRead(`The tensor “${quoted(title)}” has more numbers than any file holds.`);
  const type = ggmlTypeName(await reader.u32());
  reader.skip(8);
  return { name: title, shape, type };
}

async function name(reader: SliceReader, what: string): Promise<string> {
  const length = await reader.u64();
  if (length > MOST_KEY_BYTES)
    throw new NotRead(`The file is damaged: the name of a ${what} would have ${formatCount(length)} bytes.`);
  return new TextDecoder().decode(await reader.bytes(length));
}

async function value(reader: SliceReader, type: number, key: string): Promise<GgufValue> {
  if (type === STRING) return text(reader);
  if (type === ARRAY) return list(reader, key);
  return single(reader, type, key);
}

/** Skips a text that is longer than any name. */
async function text(reader: SliceReader): Promise<string | null> {
  const length = await reader.u64();
  if (length <= MOST_TEXT_BYTES) return new TextDecoder().decode(await reader.bytes(length));
  reader.skip(length);
  return null;
}

async function list(reader: SliceReader, key: string): Promise<GgufValue> {
  const type = await reader.u32();
  const length = atMost(await reader.u64(), MOST_ITEMS, `entries in ${quoted(key)}`);
  if (type === ARRAY) throw new NotRead(`The field “${quoted(key)}” is a list of lists, which no model’s sizes are.`);
  if (type === STRING) {
    await reader.skipTexts(length);
    return null;
  }
  if (length > MOST_KEPT_ITEMS) {
    reader.skip(length * bytesOf(type, key));
    return null;
  }
  const items: (number | boolean)[] = [];
  for (let index = 0; index < length; index++) items.push(await single(reader, type, key));
  return items;
}

async function single(reader: SliceReader, type: number, key: string): Promise<number | boolean> {
  switch (type) {
    case 4:
      return reader.u32();
    case 5:
      return reader.i32();
    case 6:
      return reader.f32();
    case BOOL:
      return (await reader.u8()) !== 0;
    case 10:
      return reader.u64();
    case 11:
      return reader.i64();
    case 12:
      return reader.f64();
    default:
      return small(await reader.bytes(bytesOf(type, key)), type);
  }
}

/** A number of one or two bytes: none of a model's sizes, so that their order does not matter. */
function small(bytes: Uint8Array, type: number): number {
  const [low = 0, high = 0] = bytes;
  const unsigned = low + 256 * high;
  const span = 256 ** bytes.length;
  return (type === 1 || type === 3) && unsigned >= span / 2 ? unsigned - span : unsigned;
}

function bytesOf(type: number, key: string): number {
  const bytes = BYTES[type];
  if (bytes === undefined)
    throw new NotRead(
      `The file is damaged: the field “${quoted(key)}” is of type ${formatCount(type)}, which GGUF does not have.`,
    );
  return bytes;
}

function atMost(count: number, most: number, what: string): number {
  if (count > most) throw new NotRead(`The file is damaged: it would have ${formatCount(count)} ${what}.`);
  return count;
}
