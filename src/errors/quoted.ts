/** Characters of a foreign text that a sentence quotes: a file may name its tensors by millions of them. */
export const MOST_QUOTED = 60;

/** Characters that would reorder the sentence around them or are not to be seen, and accents on one letter beyond the third. */
const TROUBLE = /[\p{Cc}\p{Bidi_C}]|(\p{Mn}{3})\p{Mn}+/gu;

/**
 * Returns a text of somebody else's (a file's, a link's, a browser's) as a sentence of ours may quote it: on one line, its
 * beginning and its end if it is long, and nothing in it that disturbs the words around it.
 */
export function quoted(text: string): string {
  // A character takes at most two code units, so the middle of a long text is never looked at.
  const start = [...text.slice(0, 2 * MOST_QUOTED + 2)];
  const half = MOST_QUOTED / 2 - 1;
  const isShort = start.length <= MOST_QUOTED;
  const parts = isShort ? start : [...start.slice(0, half), ' … ', ...[...text.slice(-2 * half)].slice(-half)];
  return parts.join('').replace(/\s+/gu, ' ').replace(TROUBLE, '$1\uFFFD');
}
