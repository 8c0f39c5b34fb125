import { plainLetters } from './slug.ts';

/** A stretch of letters, or a number with its points. */
const STRETCH = /\p{L}+|\p{N}+(?:\.\p{N}+)*/gu;

/**
 * True when each word of `query` stands in `name`, in any order, from the beginning of a stretch of letters or of a number on.
 * Case, accents, hyphens and spaces make no difference, so that "gemma3 27b" finds "Gemma 3 27B"; but "7b" does not find
 * "Llama-2 70B", nor "3b" "Llama-2 13B". A point inside a number counts if the query has it: "3.1" does not find "31B". An empty
 * query finds all.
 */
export function matchesName(query: string, name: string): boolean {
  const stretches = stretchesOf(name);
  const places = stretches.map((_, index) => stretches.slice(index).join(''));
  return wordsOf(query).every((word) =>
    places.some((place) => (word.includes('.') ? place : place.replaceAll('.', '')).startsWith(word)),
  );
}

/** Returns the words of a query in small letters and digits; points stay inside numbers alone. */
export function wordsOf(query: string): string[] {
  return query
    .split(/\s+/)
    .map((word) => stretchesOf(word).join(''))
    .filter((word) => word !== '');
}

function stretchesOf(text: string): string[] {
  return plainLetters(text).replaceAll('+', ' plus ').match(STRETCH) ?? [];
}
