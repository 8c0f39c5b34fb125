import { type Digits, numberTex } from '../../../attention/numbers/numberText.ts';

const SHOWN = 3;

/** The first numbers of a vector: "(0.1, -0.2, 0.3, \dots)". */
export function vectorTex(values: ArrayLike<number>, digits: Digits): string {
  const shown = Array.from({ length: Math.min(SHOWN, values.length) }, (_, index) =>
    numberTex(values[index] as number, digits),
  );
  return `\\left(${shown.join(',\\; ')}${values.length > SHOWN ? ',\\; \\dots' : ''}\\right)`;
}

/** The first terms of a sum: "0.1 - 0.2 + 0.3 + \dots". */
export function sumTex(terms: ArrayLike<number>, digits: Digits): string {
  const shown = Array.from({ length: Math.min(SHOWN, terms.length) }, (_, index) => {
    const term = terms[index] as number;
    const text = numberTex(Math.abs(term), digits);
    return index === 0 ? numberTex(term, digits) : `${term < 0 ? '-' : '+'} ${text}`;
  });
  return `${shown.join(' ')}${terms.length > SHOWN ? ' + \\dots' : ''}`;
}
