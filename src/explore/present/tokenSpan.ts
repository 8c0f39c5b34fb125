import type { Token } from '../../attention/types.ts';

/** A piece of a text, by UTF-16 positions. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the piece of `text` that a token stands for, each token after the one before it; undefined if one of them does not
 * stand in the text as its label says, as pieces of characters do not.
 */
export function tokenSpan(text: string, tokens: readonly Token[], position: number): TextSpan | undefined {
  const folded = text.toLowerCase();
  // A few capital letters are longer as small ones: positions would shift.
  if (folded.length !== text.length) return undefined;
  let end = 0;
  for (const [index, { label }] of tokens.entries()) {
    const word = label.toLowerCase();
    const start = folded.indexOf(word, end);
    if (word === '' || start === -1) return undefined;
    end = start + word.length;
    if (index === position) return { start, end };
  }
  return undefined;
}
