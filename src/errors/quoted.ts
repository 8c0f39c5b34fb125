import { foreignName } from './foreignName.ts';

/** Characters of a foreign text that a sentence quotes: a file may name its tensors by millions of them. */
export const MOST_QUOTED = 60;

/**
 * Returns a text of somebody else's (a file's, a link's, a browser's) as a sentence of ours may quote it: on one line, its
 * beginning and its end if it is long, and nothing in it that disturbs the words around it.
 */
export function quoted(text: string): string {
  // A character takes at most two code units; the middle of a long text is never looked at.
  const isLong = text.length > 4 * MOST_QUOTED;
  const ends = isLong ? text.slice(0, 2 * MOST_QUOTED) + text.slice(-2 * MOST_QUOTED) : text;
  const half = MOST_QUOTED / 2 - 1;
  return foreignName(ends, (characters) =>
    isLong || characters.length > MOST_QUOTED
      ? `${characters.slice(0, half).join('')} … ${characters.slice(-half).join('')}`
      : characters.join(''),
  );
}
