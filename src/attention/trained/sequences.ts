import { MARKS } from '../marks.ts';
import type { Draws } from './draws.ts';

/** Words that a batch's sequences are made of. Ids 0 … 63 are words, 64 … 71 marks. */
export const WORDS = 64;
/** Everything that an answer is chosen from: words and marks. */
export const VOCABULARY = WORDS + MARKS.length;

const ALL_WORDS = Array.from({ length: WORDS }, (_, id) => id);

/**
 * A phrase of 3 … min(T/2, 64) distinct words, repeated to the end; every other time after 1 … T/2 random words. 0–10 %
 * of the tokens are then replaced by marks. Token ids [length], `length` ≥ 8.
 */
export function repeatedPhrase(draws: Draws, length: number): Uint8Array {
  const half = Math.floor(length / 2);
  const phrase = draws.sample(ALL_WORDS, draws.between(3, Math.min(half, WORDS)));
  const before = draws.chance(1, 2) ? draws.between(1, half) : 0;
  const ids = Uint8Array.from({ length }, (_, position) =>
    position < before ? draws.below(WORDS) : (phrase[(position - before) % phrase.length] as number),
  );
  return scatterMarks(ids, draws, draws.below(11));
}

/**
 * Text over 8–64 words whose frequencies fall as in language, weight 1 / (rank + 2)^a with a from 0 to 1.3 (Zipf 1949;
 * Mandelbrot's shift), 0–15 % marks, and up to 3 spans of 2 … T/3 tokens copied to a later place. Token ids [length],
 * `length` ≥ 8.
 */
export function zipfText(draws: Draws, length: number): Uint8Array {
  const words = draws.sample(ALL_WORDS, draws.between(8, WORDS));
  const exponent = draws.between(0, 21);
  const weights = words.map((_, rank) => 1 / powerOfSixteenths(rank + 2, exponent));
  const ids = Uint8Array.from({ length }, () => words[pick(weights, draws)] as number);
  scatterMarks(ids, draws, draws.below(16));
  const copies = draws.below(4);
  for (let copy = 0; copy < copies; copy++) {
    const span = draws.between(2, Math.floor(length / 3));
    const source = draws.between(0, length - 2 * span);
    const target = draws.between(source + span, length - span);
    ids.copyWithin(target, source, source + span);
  }
  return ids;
}

/** Writes into `ids`: each becomes a random mark with a chance of `percent`. */
function scatterMarks(ids: Uint8Array, draws: Draws, percent: number): Uint8Array {
  for (let position = 0; position < ids.length; position++)
    if (draws.chance(percent, 100)) ids[position] = WORDS + draws.below(MARKS.length);
  return ids;
}

/** An index of `weights`, as likely as its share of their sum. */
function pick(weights: readonly number[], draws: Draws): number {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let rest = (sum * draws.below(2 ** 32)) / 2 ** 32;
  for (let index = 0; index < weights.length - 1; index++) {
    rest -= weights[index] as number;
    if (rest < 0) return index;
  }
  return weights.length - 1;
}

/** base^(sixteenths / 16) from roots and products, which IEEE 754 fixes to the last bit; `**` differs between engines. */
function powerOfSixteenths(base: number, sixteenths: number): number {
  const root = Math.sqrt(Math.sqrt(Math.sqrt(Math.sqrt(base))));
  let power = 1;
  for (let factor = 0; factor < sixteenths; factor++) power *= root;
  return power;
}
