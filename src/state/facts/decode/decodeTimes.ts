import type { Mechanism, RunConfig } from '../../../attention/types.ts';
import type { DecodeTimes, EngineStatus } from '../../../engine/Engine.ts';
import type { WeightsChoice } from '../settings.ts';

/** What decoding the last of so many tokens took. */
export interface TimedLength {
  readonly tokens: number;
  readonly times: Readonly<Record<Mechanism, DecodeTimes>>;
}

/** Times of one configuration on one backend. */
export interface Measurement {
  /** Its mask is causal, whatever the page's is. */
  readonly config: RunConfig;
  /** True when the mask on screen was off: it was measured with one all the same. */
  readonly wasUnmasked: boolean;
  readonly weights: WeightsChoice;
  readonly status: EngineStatus;
  /** How often each step was timed with a cache, and how often without. */
  readonly attempts: number;
  /** Ascending in tokens; at least one. */
  readonly lengths: readonly TimedLength[];
}

/** Lengths that were not tried, for they would take too long. */
export interface TooLong {
  readonly lengths: readonly number[];
  /** Milliseconds that the first of them would take, as the shorter ones have it. */
  readonly expectedMs: number;
}

export interface DecodeTimesState {
  /**
   * `stopped` by the user; `changed`: another setting, text or engine ended it. `failed` has an `error`. In all of them
   * `measurement` is what was measured until then.
   */
  readonly phase: 'idle' | 'measuring' | 'done' | 'stopped' | 'changed' | 'failed';
  /** The last one of which something is known: an older one until a newer one has its first length. */
  readonly measurement: Measurement | null;
  /** The length that is timed now, while measuring; null while models are on their way. */
  readonly timing: number | null;
  /** Null if every length was, or may yet be, tried. */
  readonly tooLong: TooLong | null;
  /** A sentence; present when failed. */
  readonly error?: string;
}

export const NO_DECODE_TIMES: DecodeTimesState = { phase: 'idle', measurement: null, timing: null, tooLong: null };
