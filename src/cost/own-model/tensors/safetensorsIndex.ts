import { quoted } from '../../../errors/quoted.ts';
import { NotRead } from '../NotRead.ts';
import type { TensorEntry } from './tensorEntry.ts';

/** What `model.safetensors.index.json` says: names, and what they take together. */
export interface SafetensorsIndex {
  readonly entries: readonly TensorEntry[];
  readonly parameters: number | null;
  /** Bytes of all tensors. */
  readonly bytes: number | null;
}

/** Reads an index that has been parsed; null if it is another file. Throws a sentence if it is damaged. */
export function readSafetensorsIndex(json: unknown): SafetensorsIndex | null {
  if (!isRecord(json) || !Object.hasOwn(json, 'weight_map')) return null;
  const { weight_map: map, metadata } = json;
  if (!isRecord(map)) throw new NotRead('weight_map is not a table of tensors and files.');
  const wrong = Object.entries(map).find(([, file]) => typeof file !== 'string');
  if (wrong) throw new NotRead(`weight_map does not name the file of the tensor “${quoted(wrong[0])}”.`);
  const count = (name: string) => {
    const value = isRecord(metadata) && Object.hasOwn(metadata, name) ? metadata[name] : null;
    return Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : null;
  };
  return {
    entries: Object.keys(map).map((name) => ({ name, shape: null, type: null })),
    parameters: count('total_parameters'),
    bytes: count('total_size'),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
