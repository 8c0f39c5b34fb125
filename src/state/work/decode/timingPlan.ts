import { MECHANISMS } from '../../../attention/types.ts';
import type { TimedLength } from '../../facts/decode/decodeTimes.ts';

/** Tokens in the cache, with the one that is decoded. */
export const TIMED_LENGTHS: readonly number[] = [16, 32, 64, 128, 256, 512, 1024];
/** Odd, so that one of them is the median. */
export const ATTEMPTS = 9;
/** A length is not tried if all its attempts in all mechanisms would take longer together. */
export const LONGEST_MS = 10_000;

/** Recomputing grows at least with the tokens, which all have to be projected, and at most with their square, the scores. */
const LEAST_POWER = 1;
const MOST_POWER = 2;

/** Returns the milliseconds that `tokens` will take, by how the lengths so far have grown; 0 if nothing is known. */
export function expectedMs(known: readonly TimedLength[], tokens: number): number {
  const [before, last] = [known.at(-2), known.at(-1)];
  if (!last) return 0;
  const growth = before ? Math.log(msOf(last) / msOf(before)) / Math.log(last.tokens / before.tokens) : LEAST_POWER;
  const power = Math.min(MOST_POWER, Math.max(LEAST_POWER, Number.isFinite(growth) ? growth : LEAST_POWER));
  return msOf(last) * (tokens / last.tokens) ** power;
}

/** Returns the tokens of `text`, from the beginning again and again, as many as are asked for. */
export function repeated(text: readonly string[], tokens: number): string[] {
  return Array.from({ length: tokens }, (_, position) => text[position % text.length] ?? '');
}

function msOf({ times }: TimedLength): number {
  const attempts = MECHANISMS.flatMap((mechanism) => [...times[mechanism].cachedMs, ...times[mechanism].recomputedMs]);
  return attempts.reduce((sum, ms) => sum + ms, 0);
}
