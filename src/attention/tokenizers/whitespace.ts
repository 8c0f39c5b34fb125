import type { Token } from '../types.ts';
import { labelOf } from './labels.ts';
import type { Tokenization } from './tokenization.ts';

/** Splits on Unicode white space, as the document does; punctuation stays with its word. */
export function tokenizeWhitespace(text: string, limit: number): Tokenization {
  const tokens: Token[] = [];
  let total = 0;
  for (const [word] of text.matchAll(/\P{White_Space}+/gu)) {
    total += 1;
    if (tokens.length < limit) tokens.push({ label: labelOf(word), key: word });
  }
  return { tokens, total, totalIsExact: true };
}
