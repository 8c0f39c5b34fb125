import type { Token } from '../types.ts';
import { labelOf } from './labels.ts';
import { sliceWhole } from './sliceWhole.ts';
import type { Tokenization } from './tokenization.ts';

/** Code units that are segmented at most: about 10 ms of a slow browser's main thread. */
const MAX_READ = 16_384;
/** Segmenting takes time by the square of the length in some engines (V8 under Node), so it happens piece by piece. */
const WINDOW = 2_048;
/** Places where the unit before always ends: a word before white space, a character before another, both plain ASCII. */
const SAFE_CUTS = { word: /[!-~](?=[ \n])/g, grapheme: /[ -~](?=[ -~])/g } as const;
const WHITE_SPACE = /^\p{White_Space}+$/u;

/** Words and punctuation marks of any script (UAX 29, dictionaries for scripts without spaces); white space is dropped. */
export function tokenizeWords(text: string, limit: number): Tokenization {
  return tokenizeSegments(text, limit, 'word', (segment) => !WHITE_SPACE.test(segment));
}

/** What a reader takes for characters (grapheme clusters), white space included. */
export function tokenizeCharacters(text: string, limit: number): Tokenization {
  return tokenizeSegments(text, limit, 'grapheme', () => true);
}

function tokenizeSegments(
  text: string,
  limit: number,
  granularity: 'word' | 'grapheme',
  isToken: (segment: string) => boolean,
): Tokenization {
  // A fixed locale: the reader's own would give others other tokens.
  const segmenter = new Intl.Segmenter('en', { granularity });
  const tokens: Token[] = [];
  let total = 0;
  for (const window of windows(sliceWhole(text, 0, MAX_READ), SAFE_CUTS[granularity])) {
    for (const { segment } of segmenter.segment(window)) {
      if (!isToken(segment)) continue;
      total += 1;
      if (tokens.length < limit) tokens.push({ label: labelOf(segment), key: segment });
    }
  }
  return { tokens, total, totalIsExact: text.length <= MAX_READ };
}

/** `text` in pieces of at least `WINDOW` code units that end at safe cuts. */
function* windows(text: string, safeCut: RegExp): Generator<string> {
  let start = 0;
  while (start < text.length) {
    safeCut.lastIndex = start + WINDOW;
    const end = safeCut.test(text) ? safeCut.lastIndex : text.length;
    yield text.slice(start, end);
    start = end;
  }
}
