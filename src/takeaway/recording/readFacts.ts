import { MAX_TOKENS } from '../../attention/limits.ts';
import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import type { RecordedLayerFacts, RecordingFacts } from '../../attention/recorded/recording.ts';
import { foreignName } from '../../errors/foreignName.ts';
import { quoted } from '../../errors/quoted.ts';
import { shapeText } from '../../safetensors/format.ts';
import { assertReadable } from '../../safetensors/numbers.ts';
import type { TensorFile } from '../../safetensors/tensorFile.ts';
import { flagOf, listOf, numberOf } from './metadata.ts';
import { recordedTokens } from './recordedTokens.ts';
import { partOf, RECORDING_KIND, RECORDING_VERSION, type RecordedPart, tensorName } from './recordingFormat.ts';

/** Numbers of one tensor that a page can hold beside others: 256 MiB as float32. */
export const MOST_NUMBERS = 2 ** 26;
/** More than any model has. */
export const MOST_LAYERS = 512;
export const MOST_HEADS = 512;
const FILE_ENDING = /\.safetensors$/i;
/** Characters of a model's name, which stands in headings. */
const MOST_NAME = 80;

/** A recording's facts as its header alone gives them. */
export interface HeaderFacts extends Omit<RecordingFacts, 'causal'> {
  /** Null if the metadata do not say: the maps do. */
  readonly causal: boolean | null;
}

/**
 * Reads what a recording's header says. Throws a sentence that names the fault if it is not one, or one that can't be shown.
 *
 * @param name the file's, for a recording that does not name its model
 */
export function readFacts(file: TensorFile, name: string): HeaderFacts {
  const { metadata } = file;
  assertKind(metadata);
  const layers = layersOf(file);
  if (layers.length === 0)
    throw new Error(
      `This safetensors file holds no recorded attention: it has no tensor “${tensorName(0, 'attention_weights')}”.`,
    );
  const tokens = tokensOf(metadata);
  const kvHeads = kvHeadCounts(metadata, layers.length);
  const facts = layers.map((layer, index) => layerFacts(file, layer, tokens.length, kvHeads?.[index] ?? null));
  return {
    name: nameOf(metadata['model'] || name.replace(FILE_ENDING, '')) || 'a recording without a name',
    tokens,
    causal: flagOf(metadata, 'causal'),
    scale: scaleOf(metadata),
    layers: facts,
  };
}

function assertKind({ kind, version }: TensorFile['metadata']): void {
  if (kind !== undefined && kind !== RECORDING_KIND)
    throw new Error(`This safetensors file holds “${quoted(kind)}”, not an “${RECORDING_KIND}”.`);
  if (version !== undefined && version !== RECORDING_VERSION)
    throw new Error(
      `This recording is of version “${quoted(version)}”, and version “${RECORDING_VERSION}” is what can be read.`,
    );
}

/** Returns the numbers of the layers whose maps are in the file, ascending. */
function layersOf({ names }: TensorFile): number[] {
  const parts = names.map(partOf).filter((part) => part !== null);
  const layers = new Set(parts.filter(({ part }) => part === 'attention_weights').map(({ layer }) => layer));
  for (const { layer, part } of parts)
    if (layers.size > 0 && !layers.has(layer))
      throw new Error(`The file has “${tensorName(layer, part)}” and no “${tensorName(layer, 'attention_weights')}”.`);
  if (layers.size > MOST_LAYERS)
    throw new Error(
      `The file has ${formatCount(layers.size)} layers, and more than ${formatCount(MOST_LAYERS)} are not read.`,
    );
  return [...layers].toSorted((a, b) => a - b);
}

function tokensOf(metadata: TensorFile['metadata']): RecordingFacts['tokens'] {
  const isText = (item: unknown) => typeof item === 'string';
  const texts = listOf<string>(metadata, 'tokens', 'a JSON list of texts, one for each token', isText);
  if (!texts)
    throw new Error('The recording’s metadata do not give “tokens”, a JSON list of texts, one for each token.');
  if (texts.length > MAX_TOKENS)
    throw new Error(
      `The recording has ${formatCount(texts.length)} tokens, and no more than ${formatCount(MAX_TOKENS)} are shown.`,
    );
  const ids = listOf<number>(metadata, 'token_ids', 'a JSON list of whole numbers, one for each token', isWhole);
  if (ids && ids.length !== texts.length)
    throw new Error(
      `The recording’s metadata give ${formatCountOf(texts.length, 'token')} and ${formatCountOf(ids.length, 'token id')}.`,
    );
  return recordedTokens(texts, ids);
}

/** Returns each layer's KV heads as the metadata give them: one number for all, or a list. */
function kvHeadCounts(metadata: TensorFile['metadata'], layers: number): readonly number[] | null {
  const key = 'num_kv_heads';
  const given = metadata[key];
  if (given === undefined) return null;
  if (!given.trimStart().startsWith('[')) return Array(layers).fill(numberOf(metadata, key, isCount, 'a whole number'));
  const counts = listOf<number>(metadata, key, 'a number, or a JSON list of them, one for each layer', isCount);
  if (counts?.length !== layers)
    throw new Error(
      `The recording’s metadata give “${key}” for ${formatCountOf(counts?.length ?? 0, 'layer')}, and it has ${formatCount(layers)}.`,
    );
  return counts;
}

function scaleOf(metadata: TensorFile['metadata']): number | null {
  const isScale = (value: unknown) => Number.isFinite(value) && (value as number) > 0;
  return numberOf(metadata, 'scale', isScale, 'a number above 0');
}

function layerFacts(file: TensorFile, layer: number, tokens: number, givenKvHeads: number | null): RecordedLayerFacts {
  const maps = sizesOf(file, layer, 'attention_weights');
  const [numHeads = 0, queries = 0, keys = 0] = maps ?? [];
  const name = tensorName(layer, 'attention_weights');
  if (!maps || queries !== tokens || keys !== tokens || numHeads === 0)
    throw new Error(
      `“${name}” is ${shapeText(file.shapeOf(name) ?? [])}, and maps of ${formatCountOf(tokens, 'token')} are [heads, ${tokens}, ${tokens}].`,
    );
  if (numHeads > MOST_HEADS)
    throw new Error(`“${name}” has ${formatCount(numHeads)} heads, and no more than ${MOST_HEADS} are shown.`);
  if (numHeads * tokens ** 2 > MOST_NUMBERS)
    throw new Error(
      `“${name}” has ${formatCount(numHeads * tokens ** 2)} weights, and no more than ${formatCount(MOST_NUMBERS)} are read of a layer: record a shorter text.`,
    );
  const vectors = vectorSizes(file, layer, numHeads, tokens);
  const numKvHeads = vectors?.kvHeads ?? givenKvHeads;
  if (numKvHeads === null)
    throw new Error(
      `The recording does not say how many KV heads layer ${layer} has: put “num_kv_heads” into its metadata, “${numHeads}” if each of the ${formatCountOf(numHeads, 'query head')} has its own.`,
    );
  if (givenKvHeads !== null && givenKvHeads !== numKvHeads)
    throw new Error(
      `The recording’s metadata give layer ${layer} ${formatCountOf(givenKvHeads, 'KV head')}, and its k has ${formatCount(numKvHeads)}.`,
    );
  if (numHeads % numKvHeads !== 0)
    throw new Error(
      `In layer ${layer}, ${formatCountOf(numKvHeads, 'KV head')} can’t be shared evenly by ${formatCountOf(numHeads, 'query head')}.`,
    );
  return { layer, numHeads, numKvHeads, headDim: vectors?.headDim ?? null };
}

/**
 * Returns the sizes of a layer's q, k and v, each of which may be missing: the KV heads if k or v is there, the features if all
 * are. Throws a sentence if they do not fit together.
 */
function vectorSizes(
  file: TensorFile,
  layer: number,
  numHeads: number,
  tokens: number,
): { readonly kvHeads: number | null; readonly headDim: number | null } {
  const parts = (['q', 'k', 'v'] as const).filter((part) => file.shapeOf(tensorName(layer, part)) !== null);
  let kvHeads: number | null = null;
  let headDim: number | null = null;
  for (const part of parts) {
    const name = tensorName(layer, part);
    const sizes = sizesOf(file, layer, part);
    const [heads = 0, rows = 0, features = 0] = sizes ?? [];
    const wanted: number | null = part === 'q' ? numHeads : kvHeads;
    const isRight = rows === tokens && features > 0 && heads > 0 && heads <= numHeads;
    if (!sizes || !isRight || heads !== (wanted ?? heads) || features !== (headDim ?? features))
      throw new Error(
        `“${name}” is ${shapeText(file.shapeOf(name) ?? [])}, and here it has to be [${wanted ?? 'KV heads'}, ${tokens}, ${headDim ?? 'features of a head'}].`,
      );
    if (heads * tokens * features > MOST_NUMBERS)
      throw new Error(
        `“${name}” has ${formatCount(heads * tokens * features)} numbers, and no more than ${formatCount(MOST_NUMBERS)} are read.`,
      );
    headDim = features;
    if (part !== 'q') kvHeads = heads;
  }
  return { kvHeads, headDim: parts.length === 3 ? headDim : null };
}

/** Returns a tensor's three sizes, without a batch axis of 1; null if it has others. Throws a sentence if its type is not read. */
function sizesOf(file: TensorFile, layer: number, part: RecordedPart): readonly number[] | null {
  const name = tensorName(layer, part);
  assertReadable(name, file.typeOf(name) ?? '');
  const shape = file.shapeOf(name) ?? [];
  const sizes = shape.length === 4 && shape[0] === 1 ? shape.slice(1) : shape;
  return sizes.length === 3 ? sizes : null;
}

/** Returns the name as headings can hold it. */
function nameOf(name: string): string {
  return foreignName(name.slice(0, 10 * MOST_NAME), (characters) =>
    characters.length <= MOST_NAME ? characters.join('') : `${characters.slice(0, MOST_NAME - 1).join('')}…`,
  );
}

function isWhole(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isCount(value: unknown): boolean {
  return isWhole(value) && value !== 0;
}
