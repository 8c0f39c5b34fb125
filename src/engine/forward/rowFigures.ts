import { maxRowSumError, maxWeightAboveDiagonal } from '../../attention/selfChecks.ts';
import type { HostMatrix } from '../ops/hostMatrix.ts';

/** What the self-checks say of the rows of maps. NaN where a weight is one. */
export interface RowFigures {
  /** The furthest that the sum of a row is from 1. */
  readonly sumError: number;
  /** The largest |weight| on a key after its query. */
  readonly aboveDiagonal: number;
}

/** Of maps that were read back, stacked [heads · tokens, tokens]; sums are in float64. */
export function rowFiguresOf({ values, cols }: HostMatrix): RowFigures {
  return { sumError: maxRowSumError(values, cols), aboveDiagonal: maxWeightAboveDiagonal(values, cols) };
}

/** Of what `AttentionOps.rowFigures` made of maps that stay where they are: [rows, 2]. */
export function worstRowFigures({ values }: HostMatrix): RowFigures {
  let [sumError, aboveDiagonal] = [0, 0];
  for (let index = 0; index < values.length; index += 2) {
    sumError = Math.max(sumError, Math.abs((values[index] as number) - 1));
    aboveDiagonal = Math.max(aboveDiagonal, values[index + 1] as number);
  }
  return { sumError, aboveDiagonal };
}
