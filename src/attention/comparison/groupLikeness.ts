import { kvHeadOf } from '../sharing.ts';
import type { AttentionShape } from '../types.ts';

/** How alike pairs of heads are. */
export interface PairFigures {
  /** Pairs of two different heads, each counted once. */
  readonly pairs: number;
  readonly mean: number;
  /** Standard deviation over these pairs: they are all there are, so it is divided by their number. */
  readonly deviation: number;
}

export interface GroupLikeness {
  /** Pairs that read the same KV head; null where there are none, as in MHA. */
  readonly within: PairFigures | null;
  /** Pairs that read different ones; null where there are none, as in MQA. */
  readonly across: PairFigures | null;
}

/** `similarity` is [numHeads, numHeads], symmetric; its diagonal is no pair and does not count. */
export function groupLikeness(
  similarity: Float64Array,
  shape: Pick<AttentionShape, 'numHeads' | 'numKvHeads'>,
): GroupLikeness {
  const within: number[] = [];
  const across: number[] = [];
  for (let a = 0; a < shape.numHeads; a++) {
    for (let b = 0; b < a; b++) {
      const isShared = kvHeadOf(a, shape) === kvHeadOf(b, shape);
      (isShared ? within : across).push(similarity[a * shape.numHeads + b] as number);
    }
  }
  return { within: figuresOf(within), across: figuresOf(across) };
}

function figuresOf(values: readonly number[]): PairFigures | null {
  const pairs = values.length;
  if (pairs === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / pairs;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / pairs;
  return { pairs, mean, deviation: Math.sqrt(variance) };
}
