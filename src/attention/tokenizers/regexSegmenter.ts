/** Letters of scripts that have spaces between words: of others every character is a word here. */
const LETTER = String.raw`(?![\p{sc=Han}\p{sc=Hiragana}])[\p{L}\p{Nl}]`;
/** Marks that belong to the character before. */
const MARKS = String.raw`[\p{M}\u200c\u200d\u{1f3fb}-\u{1f3ff}]*`;
const PICTOGRAPH = String.raw`\p{Extended_Pictographic}[\p{M}\u{1f3fb}-\u{1f3ff}]*`;
const JAMO = String.raw`[\u1100-\u115f]+[\u1160-\u11a7]+[\u11a8-\u11ff]*`;
/** A consonant that a virama joins to the one before, in the scripts of India where the two are one character. */
const JOINED = String.raw`(?:(?<=[\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d]\u200d?)\p{Lo}${MARKS})*`;
const CHARACTER = String.raw`\r\n|\p{RI}{2}|${PICTOGRAPH}(?:\u200d${PICTOGRAPH})*|(?:${JAMO}|[^\r\n])${MARKS}${JOINED}|[\r\n]`;
/** An apostrophe or a full stop between two letters, a comma or a full stop between two digits: inside a word. */
const WORD = String.raw`(?:${LETTER}${MARKS}(?:['’.:·](?=${LETTER}))?|\p{Nd}${MARKS}(?:[.,;'’](?=\p{Nd}))?|_${MARKS})+`;

const PATTERNS = { grapheme: CHARACTER, word: `${WORD}|${CHARACTER}` } as const;

/**
 * The part of `Intl.Segmenter` that HeadRoom uses, for browsers without it. By the rules of UAX 29 as far as regular
 * expressions carry them: scripts that need a dictionary (Thai) stay in one piece, Chinese and Japanese are cut by character.
 */
export class RegexSegmenter {
  readonly #pattern: RegExp;

  constructor(_locale: string, { granularity }: { readonly granularity: keyof typeof PATTERNS }) {
    this.#pattern = new RegExp(PATTERNS[granularity], 'gu');
  }

  *segment(text: string): Generator<{ readonly segment: string }> {
    for (const [segment] of text.matchAll(this.#pattern)) yield { segment };
  }
}
