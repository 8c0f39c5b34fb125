/** Characters of a foreign text that a sentence quotes: a file may name its tensors by millions of them. */
export const MOST_QUOTED = 60;

/** Characters that would reorder the sentence around them, or are not to be seen. */
const TROUBLE = /[\p{Cc}\p{Bidi_Control}]/gu;

/** Accents on one letter beyond the third: a heap of them covers the lines above. */
const HEAP = /(\p{Mn}{3})\p{Mn}+/gu;

/**
 * Returns a text of somebody else's (a file's, a link's, a browser's) as a sentence of ours may quote it: on one line, its
 * beginning and its end if it is long, and nothing in it that disturbs the words around it.
 */
export function quoted(text: string): string {
  return shortened(text, MOST_QUOTED).replace(/\s+/gu, ' ').replace(TROUBLE, '\uFFFD').replace(HEAP, '$1');
}

/** Returns `text`, whole up to `most` characters, else as many of its first and last ones as fit around " … ". */
export function shortened(text: string, most: number): string {
  // A character takes at most two code units, so the middle of a long text is never looked at.
  if (text.length <= most || (text.length <= 2 * most && [...text].length <= most)) return text;
  const half = Math.floor((most - 2) / 2);
  const first = [...text.slice(0, 2 * half)].slice(0, half);
  const last = [...text.slice(-2 * half)].slice(-half);
  return `${first.join('')} … ${last.join('')}`;
}
