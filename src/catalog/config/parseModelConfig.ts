import { type JsonFault, jsonFault, withNumbers } from './looseJson.ts';
import type { ConfigReading, Note, Refusal } from './reading.ts';
import { readModelConfig } from './readModelConfig.ts';

const NOT_JSON: Readonly<Record<JsonFault['kind'], string>> = {
  empty: 'The text is empty: paste the whole of a config.json.',
  html: 'The text is a web page, not the file on it: open the raw file, or press its copy button.',
  comment: 'has a comment, which JSON does not have',
  python: 'is written as Python writes it (single quotes, True, None), not as JSON',
  comma: 'has a comma after the last entry, which JSON does not have',
  end: 'ends before the object does: a part of the file is missing',
  binary: 'The text is not a text file: a config.json begins with {.',
  other: 'is not JSON',
};

/** Reads the text of a `config.json`. Never throws: a text that is something else is refused with a sentence that says what it is. */
export function parseModelConfig(text: string, name?: string): ConfigReading {
  const json = looseJsonOf(text);
  if ('refusal' in json) return json;
  const reading = readModelConfig(json.value, name);
  return json.isStrict ? reading : withNote(reading);
}

/** Returns what a text says in JSON, or in JSON with Python's NaN and Infinity; what it is instead, if it is neither. */
export function looseJsonOf(text: string): { value: unknown; isStrict: boolean } | { refusal: Refusal } {
  const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const strict = parsed(source);
  if (strict) return { ...strict, isStrict: true };
  // Python's json writes numbers that JSON does not have; files of Mamba 2 and its kin have one.
  const loose = withNumbers(source);
  const lenient = loose === null ? null : parsed(loose);
  if (lenient) return { ...lenient, isStrict: false };
  return { refusal: { field: 'config.json', sentence: sentenceOf(jsonFault(source)) } };
}

function parsed(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

function withNote(reading: ConfigReading): ConfigReading {
  if ('refusal' in reading) return reading;
  const sentence =
    'The file has NaN or Infinity, which Python writes and JSON does not have: it was read all the same.';
  const note: Note = { tag: 'not-json', field: null, sentence };
  return { ...reading, notes: [...reading.notes, note] };
}

function sentenceOf({ kind, line }: JsonFault): string {
  const words = NOT_JSON[kind];
  if (kind === 'empty' || kind === 'html' || kind === 'binary') return words;
  return line === null ? `The text ${words}.` : `The text ${words}: see line ${line}.`;
}
