import { quoted } from '../../errors/quoted.ts';
import { readText } from './readText.ts';

/** Files with weights: those that are here, and the names of those that are not. */
interface Shards {
  readonly weights: readonly File[];
  readonly missingWeights: readonly string[];
}

const SHARD = /^model-(\d{5})-of-(\d{5})\.safetensors$/;
/** A hundred times the index of a model of 70 billion weights. */
const MOST_INDEX_BYTES = 16 * 2 ** 20;

/** Returns which of a folder's safetensors files are the model's: those of the index, else the one file, else numbered parts. */
export async function shardsOf(files: readonly File[], index: File | undefined): Promise<Shards> {
  const whole = files.find(({ name }) => name === 'model.safetensors');
  if (index) {
    const names = await namesIn(index);
    const weights = files.filter(({ name }) => names.has(name));
    if (weights.length > 0)
      return {
        weights,
        missingWeights: [...names].filter((name) => !weights.some((file) => file.name === name)).sort(),
      };
    if (!whole)
      throw new Error(
        `No file that ${index.name} names is among these files: “${quoted([...names][0] ?? '')}” is the first.`,
      );
  }
  if (whole) return { weights: [whole], missingWeights: [] };
  const numbered = files.filter(({ name }) => SHARD.test(name));
  const counts = new Set(numbered.map(({ name }) => SHARD.exec(name)?.[2] ?? ''));
  if (counts.size === 1) return { weights: numbered, missingWeights: missingParts(numbered, [...counts][0] ?? '') };
  if (counts.size > 1)
    throw new Error('The safetensors files among these are parts of more than one model: choose the files of one.');
  const [only, other] = files;
  if (only && !other) return { weights: [only], missingWeights: [] };
  throw new Error(
    'A file is missing: model.safetensors is not among these files, nor is model.safetensors.index.json.',
  );
}

function missingParts(files: readonly File[], count: string): string[] {
  const here = new Set(files.map(({ name }) => name));
  return Array.from(
    { length: Number(count) },
    (_, part) => `model-${String(part + 1).padStart(5, '0')}-of-${count}.safetensors`,
  ).filter((name) => !here.has(name));
}

/** Returns the names of the files in an index. */
async function namesIn(index: File): Promise<ReadonlySet<string>> {
  const text = await readText(index, MOST_INDEX_BYTES);
  const names = namesOf(parsed(text));
  if (!names)
    throw new Error(
      `The file ${index.name} does not say which tensors are in which files: it has no table “weight_map”.`,
    );
  return names;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function namesOf(json: unknown): ReadonlySet<string> | null {
  const map = (json as { weight_map?: unknown } | null)?.weight_map;
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return null;
  const names = Object.values(map);
  if (names.length === 0 || !names.every((name) => typeof name === 'string')) return null;
  // The files lie in one folder, whatever path the index gives.
  return new Set(names.map((name) => name.slice(name.lastIndexOf('/') + 1)));
}
