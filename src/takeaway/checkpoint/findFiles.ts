import { quoted } from '../../errors/quoted.ts';
import { shardsOf } from './shards.ts';

/** A file, and where it lay in the folder that was picked or dropped: "SmolLM2/config.json". */
export interface PickedFile {
  readonly file: File;
  readonly path: string;
}

/** Returns a file of a picker: its path is known if a folder was picked. */
export function pickedFile(file: File): PickedFile {
  return { file, path: file.webkitRelativePath || file.name };
}

/** A model's files, as a user picked or dropped them. */
export interface CheckpointFiles {
  /** The folder's name; empty if the files came without one. */
  readonly folder: string;
  readonly config: File;
  readonly tokenizer: File;
  /** Null if it is not among the files: it is not needed. */
  readonly tokenizerConfig: File | null;
  readonly weights: readonly File[];
  /** Files with weights that the model has and that are not here, by name. */
  readonly missingWeights: readonly string[];
}

/** Files that hold weights in a form that is not read. */
const OTHER_WEIGHTS = /\.(bin|pt|pth|ckpt|gguf|ggml|h5|msgpack|onnx|npz)$/i;

/**
 * Returns the files of the one model among `files`: of a folder, a drop or a choice, with whatever lies beside them. Throws a sentence
 * that names what is missing, or says that there are several models.
 */
export async function findCheckpoint(picked: readonly PickedFile[]): Promise<CheckpointFiles> {
  const files = picked.map(({ file }) => file);
  const folders = byFolder(picked).filter(({ files: inside }) => named(inside, 'config.json'));
  if (folders.length === 0) throw new Error(withoutConfig(files));
  const models = folders.filter(({ files: inside }) => inside.some(isSafetensors));
  const [model] = models;
  if (!model) throw new Error(withoutWeights(files));
  if (models.length > 1)
    throw new Error(
      `${models.length} models are among these files, in ${namesText(models.map(({ folder }) => folder || 'no folder'))}: choose the files of one.`,
    );
  const { folder, files: inside } = model;
  if (inside.filter(({ name }) => name === 'config.json').length > 1)
    throw new Error('Two files are called config.json: choose the files of one model.');
  const weights = inside.filter(isSafetensors);
  if (weights.every(({ name }) => name.startsWith('adapter_')))
    throw new Error('These are the files of an adapter, which changes a model: choose those of a whole model.');
  const tokenizer = named(inside, 'tokenizer.json');
  if (!tokenizer) throw new Error(withoutTokenizer(inside));
  return {
    folder: nameOfFolder(folder),
    config: named(inside, 'config.json') as File,
    tokenizer,
    tokenizerConfig: named(inside, 'tokenizer_config.json') ?? null,
    ...(await shardsOf(weights, named(inside, 'model.safetensors.index.json'))),
  };
}

interface Folder {
  /** Its path; empty if the files came without one. */
  readonly folder: string;
  readonly files: File[];
}

function byFolder(picked: readonly PickedFile[]): Folder[] {
  const folders = new Map<string, File[]>();
  for (const { file, path } of picked) {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const inside = folders.get(folder);
    if (inside) inside.push(file);
    else folders.set(folder, [file]);
  }
  return [...folders].map(([folder, files]) => ({ folder, files }));
}

/** Returns a folder's own name; in the cache of Hugging Face's library, the model's. */
function nameOfFolder(path: string): string {
  const parts = path.split('/');
  const cached = parts.find((part) => part.startsWith('models--'));
  return quoted(cached?.split('--').at(-1) ?? parts.at(-1) ?? '');
}

function named(files: readonly File[], name: string): File | undefined {
  return files.find((file) => file.name === name);
}

function isSafetensors({ name }: File): boolean {
  return name.endsWith('.safetensors');
}

function withoutConfig(files: readonly File[]): string {
  const other = files.find(({ name }) => OTHER_WEIGHTS.test(name));
  if (other && !files.some(isSafetensors)) return notRead(other);
  return missing('config.json');
}

function withoutWeights(files: readonly File[]): string {
  const other = files.find(({ name }) => OTHER_WEIGHTS.test(name));
  return other ? notRead(other) : missing('model.safetensors');
}

/** Begins with a capital letter, as what is told as a sentence has to. */
function missing(name: string): string {
  return `A file is missing: ${name} is not among these files.`;
}

function notRead({ name }: File): string {
  return `“${quoted(name)}” is not read: weights are read from safetensors files, and none is among these files.`;
}

function withoutTokenizer(files: readonly File[]): string {
  const other = ['tokenizer.model', 'vocab.json', 'spiece.model', 'tekken.json'].find((name) => named(files, name));
  return other === undefined ? missing('tokenizer.json') : `${missing('tokenizer.json')} ${other} is, and is not read.`;
}

/** Names that a sentence lists: a folder may have thousands. */
const MOST_NAMES = 3;

/** Returns names for a sentence: “a”, “b”, “c” and 5 more. */
export function namesText(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => `“${quoted(name)}”`);
  if (names.length > MOST_NAMES) return `${shown.join(', ')} and ${names.length - MOST_NAMES} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
