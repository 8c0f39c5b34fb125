import { formatCount } from '../../attention/numbers/format.ts';
import { parseModelConfig } from '../../catalog/config/parseModelConfig.ts';
import { quoted } from '../../errors/quoted.ts';
import { sentenceOf } from '../../errors/sentence.ts';
import { NotRead } from './NotRead.ts';
import type { OwnReading } from './reading.ts';
import { readTensors } from './readTensors.ts';
import { readSafetensorsHeader } from './tensors/safetensorsHeader.ts';
import { readSafetensorsIndex, type SafetensorsIndex } from './tensors/safetensorsIndex.ts';
import type { TensorEntry } from './tensors/tensorEntry.ts';

/** A config.json takes some kilobytes, the index of a model with thousands of experts ten megabytes. */
const MOST_TEXT_BYTES = 2 ** 26;
const MOST_FILES = 1000;
const PART = /-(\d{5})-of-(\d{5})\./;

/** Reads a pasted text: a config.json or an index. Never throws. */
export function readModelText(text: string, name?: string): OwnReading {
  try {
    const index = indexIn(text);
    return index ? readTensors([], index, null, name ?? 'index of safetensors files') : readConfig(text, name);
  } catch (error) {
    return { kind: 'refused', sentence: sentenceIn(error) };
  }
}

/**
 * Reads what was dropped or opened: a config.json, an index, safetensors files (all of a model's or some) or a GGUF file, told apart
 * by what they begin with, and not by their names. Of weights the head alone is read. Never throws.
 */
export async function readModelFiles(files: readonly File[]): Promise<OwnReading> {
  try {
    if (files.length > MOST_FILES) throw new NotRead(`${files.length} files are more than any model has.`);
    return await readKnown(files);
  } catch (error) {
    return { kind: 'refused', sentence: sentenceIn(error) };
  }
}

async function readKnown(files: readonly File[]): Promise<OwnReading> {
  const entries: TensorEntry[] = [];
  let index: SafetensorsIndex | null = null;
  const weights: File[] = [];
  for (const file of files) {
    const kind = await kindOf(file);
    if (kind === 'gguf') return readGguf(file);
    if (kind === 'safetensors') {
      weights.push(file);
      entries.push(...(await readSafetensorsHeader(file)));
      continue;
    }
    if (file.size > MOST_TEXT_BYTES)
      throw new NotRead(`“${quoted(file.name)}” is not a config.json, and is too large for one.`);
    const text = await file.text();
    const found = indexIn(text);
    // The sizes of a config.json stand above what shapes tell.
    if (!found) return readConfig(text);
    index = found;
  }
  const [first] = files;
  if (!first) throw new NotRead('There is no file.');
  const part = PART.exec(weights[0]?.name ?? '');
  return readTensors(entries, index, part ? [weights.length, Number(part[2])] : null, quoted(first.name));
}

async function kindOf(file: File): Promise<'gguf' | 'safetensors' | 'text'> {
  const start = new Uint8Array(await file.slice(0, 9).arrayBuffer());
  if (String.fromCharCode(...start.subarray(0, 4)) === 'GGUF') return 'gguf';
  // A table of contents in braces, after its length: which has a byte of 0 that no text has.
  return start[8] === 0x7b && start.subarray(0, 8).includes(0) ? 'safetensors' : 'text';
}

function readConfig(text: string, name?: string): OwnReading {
  const reading = parseModelConfig(text, name);
  if ('refusal' in reading) return { kind: 'refused', sentence: reading.refusal.sentence };
  const { model, family, assumed, notes } = reading;
  return {
    kind: 'model',
    model,
    from: `config.json (${family})`,
    defaults: assumed.map(({ field, value }) => ({ origin: 'default', field, value: String(value) })),
    remarks: notes,
  };
}

async function readGguf(file: File): Promise<OwnReading> {
  // Few need it, and it comes with the first such file.
  const [{ readGgufHeader }, { ggufModel }] = await Promise.all([
    import('./gguf/ggufHeader.ts'),
    import('./gguf/ggufModel.ts'),
  ]);
  const { model, notes, defaults } = ggufModel(await readGgufHeader(file));
  return {
    kind: 'model',
    model,
    from: quoted(file.name),
    defaults: defaults.map(({ field, value, why }) => ({
      origin: 'default',
      field,
      value: `${formatCount(value)} (${why})`,
    })),
    remarks: notes.map((sentence) => ({ tag: 'gguf', sentence })),
  };
}

/** The index in a text; null if it is not JSON, or another file. */
function indexIn(text: string): SafetensorsIndex | null {
  // Only an index has this word, and few texts are worth parsing twice.
  if (!text.includes('"weight_map"')) return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  return readSafetensorsIndex(json);
}

function sentenceIn(refusal: unknown): string {
  return refusal instanceof NotRead ? refusal.message : sentenceOf(refusal);
}
