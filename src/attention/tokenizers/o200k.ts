import type { Token } from '../types.ts';
import { bytesLabel, labelOf } from './labels.ts';
import { sliceWhole } from './sliceWhole.ts';
import type { Tokenization } from './tokenization.ts';

/** A token's text, or its bytes where they are not whole characters. The index is the token's rank. */
export type RankTable = (string | number[])[];

/** GPT-4o's byte pair encoding, ready to use; `createO200kEncoder` makes it. */
export interface O200kEncoder {
  readonly ranks: RankTable;
  /** Matches the words of a text one after the other: each is merged for itself. */
  readonly words: RegExp;
  /** Ranks of one piece of text. */
  encode(piece: string): readonly number[];
}

/** Code units that are read at most, as for the other tokenizers. */
const MAX_READ = 16_384;
/**
 * Merging takes time by the square of a piece's length. The regular expression makes a piece of each word, so a longer
 * one is a run of letters without a break; it is cut, which may move a token's border near the cut and nowhere else.
 */
const MAX_PIECE = 256;
/** Sum of squared piece lengths after which counting stops, once there are tokens enough: about 10 ms. */
const MAX_WORK = 500_000;

/** The tokens that GPT-4o reads. A token of whole characters is keyed by them, leading space included; others by bytes. */
export function tokenizeO200k(text: string, limit: number, encoder: O200kEncoder): Tokenization {
  const tokens: Token[] = [];
  let total = 0;
  let work = 0;
  for (const piece of pieces(sliceWhole(text, 0, MAX_READ), encoder.words)) {
    if (total >= limit && work > MAX_WORK) return { tokens, total, totalIsExact: false };
    work += piece.length ** 2;
    for (const rank of encoder.encode(piece)) {
      total += 1;
      if (tokens.length < limit) tokens.push(toToken(encoder.ranks[rank]));
    }
  }
  return { tokens, total, totalIsExact: text.length <= MAX_READ };
}

/** What is merged each for itself. The library splits it once more, to the same effect. */
function* pieces(text: string, words: RegExp): Generator<string> {
  for (const [word] of text.matchAll(words)) {
    for (let start = 0; start < word.length; ) {
      const piece = sliceWhole(word, start, start + MAX_PIECE);
      yield piece;
      start += piece.length;
    }
  }
}

/** No token of whole characters reads like `\xF0\x9F`, so keys of both kinds never meet. */
function toToken(value: RankTable[number] | undefined): Token {
  if (typeof value === 'string') return { label: labelOf(value), key: value };
  const bytes = bytesLabel(value ?? []);
  return { label: bytes, key: bytes };
}
