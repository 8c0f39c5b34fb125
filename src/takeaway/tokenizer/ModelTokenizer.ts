import type { Token } from '../../attention/types.ts';

/** A token with its number in the model's vocabulary, by which its vector is found. */
export interface ModelToken extends Token {
  readonly id: number;
}

/** The tokens of a text that are used, and how many there are. */
export interface ModelTokenization {
  /** At most as many as asked for. */
  readonly tokens: readonly ModelToken[];
  readonly total: number;
  /** False if the text is too long to count to its end: there are more than `total`. */
  readonly totalIsExact: boolean;
}

/** A model's own tokenizer, as its files say it. */
export interface TokenizerSource {
  /** tokenizer.json */
  readonly tokenizer: Blob;
  /** tokenizer_config.json; null if there is none. */
  readonly config: Blob | null;
  /** Words that the model has vectors for: no token's number may be larger. */
  readonly vocabulary: number;
}

/** Makes tokens of texts as a model of the user's own does, on whichever thread it lives. */
export interface ModelTokenizer {
  /** Takes a model's tokenizer in the place of the one before. Rejects with a sentence if it cannot be read; that one then stays. */
  open(source: TokenizerSource): Promise<void>;
  /** Returns the first `limit` tokens of a text, with those that the tokenizer adds by itself. Rejects with a sentence. */
  tokenize(text: string, limit: number): Promise<ModelTokenization>;
  /** Returns the texts of tokens by their numbers, as labels. */
  labels(ids: readonly number[]): Promise<readonly string[]>;
}
