import type { CostAccent } from '../shared/accents.ts';

/** Number of sequences of one variant that fit, against their length. */
export interface FitsLine {
  /** Unique in its chart: "as published", "MHA", "GQA-8", "MQA". */
  readonly name: string;
  readonly accent: CostAccent;
  /** Whole sequences of so many tokens that fit; null if memory does not limit them. They never grow as tokens do. */
  readonly sequencesAt: (tokens: number) => bigint | null;
}

/** Returns sequences as a number: past every axis if memory does not limit them. */
export function countAt({ sequencesAt }: FitsLine, tokens: number): number {
  const sequences = sequencesAt(tokens);
  return sequences === null ? Number.POSITIVE_INFINITY : Number(sequences);
}

/**
 * Returns the most tokens, up to `longest`, at which at least one sequence fits; 0 if not one token does. Found exactly, by halving.
 */
export function longestThatFits(line: FitsLine, longest: number): number {
  if (countAt(line, longest) >= 1) return longest;
  let [fits, tooLong] = [0, longest];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (countAt(line, middle) >= 1) fits = middle;
    else tooLong = middle;
  }
  return fits;
}
