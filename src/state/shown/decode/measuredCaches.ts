import { headDim, shapeOf } from '../../../attention/sharing.ts';
import { MECHANISMS, type Mechanism } from '../../../attention/types.ts';
import type { CacheMeasure } from '../../../engine/Engine.ts';
import type { AppState } from '../../facts/appState.ts';
import type { Measurement } from '../../facts/decode/decodeTimes.ts';
import type { Settings } from '../../facts/settings.ts';
import { derive } from '../derive.ts';
import { selectConfig } from '../wanted.ts';

/** A KV cache that this page allocated, in float32 and for one sequence. */
export interface MeasuredCache {
  readonly mechanism: Mechanism;
  readonly numKvHeads: number;
  readonly headDim: number;
  readonly measure: CacheMeasure;
}

/** Returns those that a measurement of times allocated. */
function cachesOf({ config, lengths }: Measurement): MeasuredCache[] {
  return lengths.flatMap(({ times }) =>
    MECHANISMS.map((mechanism) => ({
      mechanism,
      numKvHeads: shapeOf(mechanism, config).numKvHeads,
      headDim: headDim(config),
      measure: times[mechanism].cache,
    })),
  );
}

/** Every cache that was allocated while times were measured. */
export const selectMeasuredCaches: (state: AppState) => readonly MeasuredCache[] = derive(
  (state) => [state.decodeTimes.measurement] as const,
  (measurement) => (measurement ? cachesOf(measurement) : []),
);

/** Those that the KV cache chart, as it is set, has a line for: nothing stands beside what can't be compared. */
export const selectComparableCaches: (state: AppState) => readonly MeasuredCache[] = derive(
  (state) => {
    const { cacheLayers, cacheSequences, cacheElement } = state.settings;
    return [selectMeasuredCaches(state), selectConfig(state), cacheLayers, cacheSequences, cacheElement] as const;
  },
  (caches, config, layers, sequences, element) => {
    if (sequences !== 1 || element !== 'fp32') return [];
    return caches.filter(
      ({ mechanism, measure, ...cache }) =>
        measure.layers === layers &&
        cache.headDim === headDim(config) &&
        cache.numKvHeads === shapeOf(mechanism, config).numKvHeads,
    );
  },
);

/** Returns the settings with which the chart shows what was measured. */
export function shownMeasuredPatch(measurement: Measurement, present: Settings): Partial<Settings> {
  const { config, weights, lengths } = measurement;
  const { dModel, numHeads, numKvHeads } = config;
  const cacheLayers = lengths[0]?.times.mha.cache.layers ?? 1;
  const isSameShape = present.dModel === dModel && present.numHeads === numHeads && present.numKvHeads === numKvHeads;
  return {
    cacheLayers,
    cacheSequences: 1,
    cacheElement: 'fp32',
    // Trained weights fix the sizes.
    ...(!isSameShape && { weights, dModel, numHeads, numKvHeads }),
  };
}
