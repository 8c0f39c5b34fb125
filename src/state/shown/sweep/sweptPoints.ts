import type { Count } from '../../../attention/numbers/format.ts';
import { type MedianAndRange, medianAndRange } from '../../../attention/numbers/medianAndRange.ts';
import { kvHeadChoices } from '../../../attention/sharing.ts';
import type { AppState } from '../../facts/appState.ts';
import { derive } from '../derive.ts';
import { selectCacheAt } from '../figures.ts';
import { selectTokenization } from '../tokens.ts';
import { SPREAD_SEEDS } from './sweepPlan.ts';

/** One number of KV heads: its cache, and how far its output is from MHA's. */
interface SweptPoint {
  readonly numKvHeads: number;
  /** For the text and the cache chart's layers, sequences and element type. */
  readonly cacheBytes: number;
  readonly exactCacheBytes: Count;
  /** Relative L2 at the settings' seed; not there before it is measured. */
  readonly distance: number | undefined;
  /** Over two seeds or more. */
  readonly spread: MedianAndRange | undefined;
}

/** Ascending in KV heads: from MQA to MHA. */
export const selectSweptPoints: (state: AppState) => readonly SweptPoint[] = derive(
  (state) => {
    const { numHeads, seed } = state.settings;
    return [numHeads, seed, selectCacheAt(state), state.sweep.distances] as const;
  },
  (numHeads, seed, cacheAt, measured) =>
    kvHeadChoices(numHeads).map((numKvHeads) => {
      const ofPoint = measured.filter((each) => each.numKvHeads === numKvHeads);
      const { bytes, exactBytes } = cacheAt(numKvHeads);
      return {
        numKvHeads,
        cacheBytes: bytes,
        exactCacheBytes: exactBytes,
        distance: ofPoint.find((each) => each.seed === seed)?.distance,
        spread: ofPoint.length > 1 ? medianAndRange(ofPoint.map(({ distance }) => distance)) : undefined,
      };
    }),
);

/** How far the sweep, or the spread over seeds where it is wanted, has come. */
interface SweepProgress {
  readonly phase: 'empty' | 'running' | 'ready' | 'failed';
  readonly measured: number;
  readonly planned: number;
}

export const selectSweepProgress: (state: AppState) => SweepProgress = derive(
  (state) => [state.sweep, state.settings.numHeads, selectTokenization(state).tokens.length === 0],
  ({ distances, spread, measured: { phase } }, numHeads, isEmpty) => {
    const planned = kvHeadChoices(numHeads).length * (spread === 'wanted' ? SPREAD_SEEDS : 1);
    const measured = distances.length;
    if (isEmpty) return { phase: 'empty', measured, planned };
    if (phase === 'failed') return { phase, measured, planned };
    return { phase: measured < planned ? 'running' : 'ready', measured, planned };
  },
);
