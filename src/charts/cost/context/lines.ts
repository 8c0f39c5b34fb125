import type { CostAccent } from '../shared/accents.ts';

/** Bytes of one GPU's memory against tokens of each sequence, for one variant. */
export interface ContextLine {
  /** Unique in its chart: "as published", "MHA", "GQA-8", "MQA". */
  readonly name: string;
  readonly accent: CostAccent;
  /** Exact bytes at a whole number of tokens ≥ 0. They never fall as tokens grow. */
  readonly bytesAt: (tokens: number) => bigint;
  /** Tokens at which the line bends: the windows of its layers. */
  readonly kinks: readonly number[];
}

/** Sequences that are longer are not looked for. */
const FOREVER = 2 ** 50;

/** Returns the most tokens at which a line is not above `ceiling` bytes, exactly; null if it never is, −1 if it always is. */
export function crossingOf({ bytesAt }: Pick<ContextLine, 'bytesAt'>, ceiling: bigint): number | null {
  if (bytesAt(FOREVER) <= ceiling) return null;
  let [fits, above] = [-1, FOREVER];
  while (above - fits > 1) {
    const middle = Math.floor((fits + above) / 2);
    if (bytesAt(middle) <= ceiling) fits = middle;
    else above = middle;
  }
  return fits;
}
