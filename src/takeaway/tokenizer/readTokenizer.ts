import { Tokenizer } from '@huggingface/tokenizers';
import { labelOf } from '../../attention/tokenizers/labels.ts';
import { sliceWhole } from '../../attention/tokenizers/sliceWhole.ts';
import { quoted } from '../../errors/quoted.ts';
import type { ModelToken, ModelTokenization } from './ModelTokenizer.ts';
import { type PieceKind, pieceLabel } from './pieceBytes.ts';

/** A model's tokenizer, read. Both throw a sentence if they cannot. */
export interface ReadTokenizer {
  /** Turns a text into tokens, at most `limit`. */
  readonly tokenize: (text: string, limit: number) => ModelTokenization;
  /** Returns the text of a token by its number: the number itself, as "#7", if the tokenizer has none. */
  readonly labelOf: (id: number) => string;
}

type Json = Readonly<Record<string, unknown>>;

/** Code units of a text that are read at most, as for the other tokenizers. */
const MAX_READ = 16_384;
/** Far beyond any vocabulary. */
const MOST_IDS = 100_000_000;

/**
 * Makes a tokenizer of what its files hold. Throws a sentence if they hold none.
 *
 * @param tokenizer text of tokenizer.json
 * @param config text of tokenizer_config.json; what it does not hold is not missed
 * @param vocabulary words that the model has vectors for
 */
export function readTokenizer(tokenizer: string, config: string | null, vocabulary: number): ReadTokenizer {
  const json = objectIn(tokenizer);
  if (!json) throw new Error('The file tokenizer.json is damaged: it is not an object in JSON.');
  assertPlausible(json);
  const library = libraryTokenizer(json, (config === null ? null : objectIn(config)) ?? {});
  const added = new Set(addedTokens(json).map(({ content }) => content));
  const kind = pieceKind(json);
  const labelOfPiece = (piece: string) => (added.has(piece) ? labelOf(piece) : pieceLabel(piece, kind));
  const toToken = (piece: string, id: unknown): ModelToken => {
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 0)
      throw new Error(`The file tokenizer.json has no number for the token “${quoted(piece)}”.`);
    if (id >= vocabulary)
      throw new Error(
        `The token “${quoted(piece)}” has the number ${id}, and the model has vectors for ${vocabulary} tokens alone, from 0: this is not its tokenizer.`,
      );
    return { id, label: labelOfPiece(piece), key: `#${id}` };
  };
  const tokenize = (text: string, limit: number) => {
    const read = sliceWhole(text, 0, MAX_READ);
    const { ids, tokens } = encoded(library, read);
    return {
      tokens: tokens.slice(0, limit).map((piece, index) => toToken(piece, ids[index])),
      total: tokens.length,
      totalIsExact: read.length === text.length,
    };
  };
  return {
    tokenize,
    labelOf(id) {
      // The library may have a hole there, whatever its type says.
      const piece: unknown = library.id_to_token(id);
      return typeof piece === 'string' ? labelOfPiece(piece) : `#${id}`;
    },
  };
}

/** Parts that a file may leave out, and the library does not do without. */
const PARTS = { normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null, added_tokens: [] };

/** What the library says of a fault is no sentence, and may quote millions of characters. */
function libraryTokenizer(json: Json, config: Json): Tokenizer {
  try {
    return new Tokenizer({ ...PARTS, ...json }, config);
  } catch (cause) {
    throw new Error('The file tokenizer.json describes no tokenizer that is known here.', { cause });
  }
}

function encoded(library: Tokenizer, text: string): { ids: readonly unknown[]; tokens: readonly string[] } {
  try {
    const { ids, tokens } = library.encode(text);
    if (tokens.every((piece) => typeof piece === 'string')) return { ids, tokens };
  } catch (cause) {
    throw new Error('The tokenizer of this model cannot read this text.', { cause });
  }
  throw new Error('The tokenizer of this model makes of this text what is not a text.');
}

/** Throws a sentence for what the library would take, and be wrong or never ready with. */
function assertPlausible(json: Json): void {
  const { model, added_tokens: added = [] } = json;
  if (!isObject(model) || !isVocabulary(model['vocab'])) throw new Error('The file tokenizer.json has no vocabulary.');
  if (!Array.isArray(added)) throw new Error('The added tokens of tokenizer.json are not a list.');
  for (const token of added) {
    const { content, id } = isObject(token) ? token : {};
    if (typeof content !== 'string' || content === '' || !isId(id))
      throw new Error(
        `The file tokenizer.json has an added token without a text or a number: ${addedText(content, id)}.`,
      );
  }
}

function addedText(content: unknown, id: unknown): string {
  const text = typeof content === 'string' ? `“${quoted(content)}”` : 'no text';
  return `${text}, ${typeof id === 'number' ? id : 'no number'}`;
}

/** A table of numbers by piece, or a list of pieces with their scores. */
function isVocabulary(vocab: unknown): boolean {
  if (Array.isArray(vocab))
    return vocab.every((entry) => Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'number');
  return isObject(vocab) && Object.values(vocab).every(isId);
}

function isId(id: unknown): id is number {
  return typeof id === 'number' && Number.isInteger(id) && id >= 0 && id < MOST_IDS;
}

function addedTokens(json: Json): readonly { readonly content: string }[] {
  return (json['added_tokens'] ?? []) as readonly { readonly content: string }[];
}

/** Returns how pieces are written: what makes text of them, or of a text them, tells. */
function pieceKind(json: Json): PieceKind {
  const types = new Set([json['decoder'], json['pre_tokenizer'], json['normalizer']].flatMap(typesIn));
  if (types.has('ByteLevel')) return 'bytes';
  const model = json['model'] as Json;
  const hasBytes = model['byte_fallback'] === true;
  return hasBytes || types.has('Metaspace') || types.has('ByteFallback') ? 'text' : 'plain';
}

/** Returns the types of a part and of the parts that it is a sequence of. */
function typesIn(part: unknown): unknown[] {
  if (!isObject(part)) return [];
  const inner = part['decoders'] ?? part['pretokenizers'] ?? part['normalizers'];
  const types = Array.isArray(inner) ? inner.map((other) => (isObject(other) ? other['type'] : null)) : [];
  return [part['type'], ...types];
}

function objectIn(text: string): Json | null {
  try {
    const json: unknown = JSON.parse(text);
    return isObject(json) ? json : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
