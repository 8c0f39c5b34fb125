import { quantileSorted } from 'd3';
import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import { MECHANISMS, type Mechanism } from '../../attention/types.ts';

/** Milliseconds of several attempts: the fastest, the quartiles, and the slowest. */
export interface Spread {
  readonly fastest: number;
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
  readonly slowest: number;
}

export const WAYS = ['cached', 'recomputed'] as const;
/** With keys and values of the tokens before in a cache, or with all of them computed again. */
export type Way = (typeof WAYS)[number];

/** One mechanism's step at one length. */
export interface TimedStep extends Readonly<Record<Way, Spread>> {
  readonly numKvHeads: number;
  /** Bytes of the cache, as they were allocated. */
  readonly cacheBytes: number;
}

/** A step with so many tokens in the cache, the one that is decoded among them. */
export interface TimedTokens {
  readonly tokens: number;
  readonly steps: Readonly<Record<Mechanism, TimedStep>>;
}

/** One line of the chart. */
export interface TimesLine {
  readonly mechanism: Mechanism;
  readonly way: Way;
  /** "MHA cached" */
  readonly name: string;
}

export const TIMES_LINES: readonly TimesLine[] = WAYS.flatMap((way) =>
  MECHANISMS.map((mechanism) => ({ mechanism, way, name: `${MECHANISM_SHORT[mechanism]} ${way}` })),
);

/** Throws if there are no attempts. */
export function spreadOf(attempts: readonly number[]): Spread {
  if (attempts.length === 0) throw new Error('A step that was not timed has no spread.');
  const sorted = [...attempts].sort((a, b) => a - b);
  const at = (share: number) => quantileSorted(sorted, share) as number;
  return { fastest: at(0), lower: at(0.25), median: at(0.5), upper: at(0.75), slowest: at(1) };
}

/** True when the middle halves of the attempts have a time in common: the medians then tell nothing apart. */
export function overlap(a: Spread, b: Spread): boolean {
  return a.lower <= b.upper && b.lower <= a.upper;
}
