import type { Token } from '../types.ts';

/** The tokens of a text that are used, and how many there are. */
export interface Tokenization {
  /** At most as many as asked for. */
  readonly tokens: readonly Token[];
  readonly total: number;
  /** False where the text is too long to count to its end within a few milliseconds: there are more than `total`. */
  readonly totalIsExact: boolean;
}
