import { MAX_TOKENS } from '../limits.ts';
import type { TokenizerId } from './ids.ts';
import { type O200kEncoder, tokenizeO200k } from './o200k.ts';
import { tokenizeCharacters, tokenizeWords } from './segments.ts';
import type { Tokenization } from './tokenization.ts';
import { tokenizeWhitespace } from './whitespace.ts';

export type { Tokenization };

/**
 * The first `limit` tokens of `text`. The same text gives the same tokens on every machine whose browser has the same
 * Unicode version; no text throws, none takes longer than a frame. `o200k` must be given for the tokenizer of that name.
 */
export function tokenize(
  text: string,
  tokenizer: TokenizerId,
  limit: number = MAX_TOKENS,
  o200k?: O200kEncoder | null,
): Tokenization {
  switch (tokenizer) {
    case 'whitespace':
      return tokenizeWhitespace(text, limit);
    case 'words':
      return tokenizeWords(text, limit);
    case 'characters':
      return tokenizeCharacters(text, limit);
    case 'o200k':
      if (!o200k) throw new Error('GPT-4o BPE is not loaded yet.');
      return tokenizeO200k(text, limit, o200k);
  }
}
