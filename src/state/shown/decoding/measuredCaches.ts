import { headDim, shapeOf } from '../../../attention/sharing.ts';
import { MECHANISMS, type Mechanism, type RunConfig } from '../../../attention/types.ts';
import type { CacheMeasure } from '../../../engine/Engine.ts';
import type { AppState } from '../../facts/appState.ts';
import type { Decoded } from '../../facts/decode/decodeState.ts';
import type { Measurement } from '../../facts/decode/decodeTimes.ts';
import type { Settings, WeightsChoice } from '../../facts/settings.ts';
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

/** Returns those of the text that is decoded. */
function cachesOfText({ request, maps }: Decoded): MeasuredCache[] {
  return MECHANISMS.flatMap((mechanism) => {
    const decoded = maps[mechanism];
    if (!decoded) return [];
    return [{ mechanism, numKvHeads: decoded.numKvHeads, headDim: headDim(request.config), measure: decoded.cache }];
  });
}

/** Every cache that was allocated while times were measured, and those of the text that is decoded, each size once. */
export const selectMeasuredCaches: (state: AppState) => readonly MeasuredCache[] = derive(
  (state) => [state.decodeTimes.measurement, state.decode.decoded] as const,
  (measurement, decoded) => {
    const timed = measurement ? cachesOf(measurement) : [];
    const known = new Set(timed.map((cache) => JSON.stringify(cache)));
    const ofText = decoded ? cachesOfText(decoded) : [];
    return [...timed, ...ofText.filter((cache) => !known.has(JSON.stringify(cache)))];
  },
);

/** What decides which line of the chart measured caches belong to. */
export interface MeasuredShape {
  readonly config: RunConfig;
  readonly weights: WeightsChoice;
  readonly layers: number;
}

/** That of the last measurement of times, else that of the text that is decoded; null if nothing was measured. */
export const selectMeasuredShape: (state: AppState) => MeasuredShape | null = derive(
  (state) => [state.decodeTimes.measurement, state.decode.decoded, state.settings.weights] as const,
  (measurement, decoded, weights) => {
    if (measurement) {
      const layers = measurement.lengths[0]?.times.mha.cache.layers ?? 1;
      return { config: measurement.config, weights: measurement.weights, layers };
    }
    // Another choice of weights ends decoding.
    const [first] = decoded ? cachesOfText(decoded) : [];
    return decoded && first ? { config: decoded.request.config, weights, layers: first.measure.layers } : null;
  },
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
export function shownMeasuredPatch(measured: MeasuredShape, present: Settings): Partial<Settings> {
  const { config, weights, layers } = measured;
  const { dModel, numHeads, numKvHeads } = config;
  const isSameShape = present.dModel === dModel && present.numHeads === numHeads && present.numKvHeads === numKvHeads;
  return {
    cacheLayers: layers,
    cacheSequences: 1,
    cacheElement: 'fp32',
    // Trained weights fix the sizes.
    ...(!isSameShape && { weights, dModel, numHeads, numKvHeads }),
  };
}
