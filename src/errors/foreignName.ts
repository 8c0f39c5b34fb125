/** Characters that turn or end the text around them, or are none. Joiners stay: emoji and Persian are spelled with them. */
const DISTURBING = /[\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/gu;
const BLANK = /[\p{Cc}\p{Z}]+/gu;
/** More accents on one letter than any script writes, which would stand in the lines above and below. */
const HEAP_OF_ACCENTS = /([\p{Mn}\p{Me}]{3})[\p{Mn}\p{Me}]+/gu;
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * Returns a file's name, or one that stands in a file, so that it leaves the page and the sentence around it as they are: on
 * one line, without directions of its own, a few accents a letter, cut by `cut`. A name that is read from right to left is
 * isolated, so that the words after it stay in their place.
 */
export function foreignName(name: string, cut: (characters: readonly string[]) => string): string {
  const calm = name.replace(DISTURBING, '').normalize('NFC').replace(HEAP_OF_ACCENTS, '$1').replace(BLANK, ' ').trim();
  const short = cut([...calm]);
  return RIGHT_TO_LEFT.test(short) ? `\u2068${short}\u2069` : short;
}
