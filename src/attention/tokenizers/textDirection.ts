import type { Token } from '../types.ts';

const LETTER = /\p{L}/u;
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** The direction that the first letter asks for, as `dir="auto"` does for the text box: tokens follow their text. */
export function textDirection(tokens: readonly Token[]): 'ltr' | 'rtl' {
  for (const { label } of tokens) {
    const letter = LETTER.exec(label)?.[0];
    if (letter !== undefined) return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
  }
  return 'ltr';
}
