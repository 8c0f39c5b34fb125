import { shapeOf } from '../../attention/sharing.ts';
import { MECHANISMS, type Mechanism } from '../../attention/types.ts';
import { spreadOf, type TimedStep, type TimedTokens } from '../../charts/decode-times/timedSteps.ts';
import type { Measurement } from '../../state/facts/decode/decodeTimes.ts';

/** Returns what the chart shows of a measurement. */
export function timedTokens({ config, lengths }: Measurement): TimedTokens[] {
  return lengths.map(({ tokens, times }) => {
    const entries = MECHANISMS.map((mechanism): [Mechanism, TimedStep] => {
      const { cachedMs, recomputedMs, cache } = times[mechanism];
      const { numKvHeads } = shapeOf(mechanism, config);
      const spreads = { cached: spreadOf(cachedMs), recomputed: spreadOf(recomputedMs) };
      return [mechanism, { ...spreads, numKvHeads, cacheBytes: cache.bytes }];
    });
    return { tokens, steps: Object.fromEntries(entries) as Record<Mechanism, TimedStep> };
  });
}
