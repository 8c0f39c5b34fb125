import { bytesPerElement, exactKvCacheBytes } from '../../attention/kvCache.ts';
import { type Count, formatBytes } from '../../attention/numbers/format.ts';
import { type ParameterCounts, parameterCounts, parameterFormula } from '../../attention/parameters.ts';
import { headDim, shapeOf } from '../../attention/sharing.ts';
import { type AttentionShape, MECHANISMS, type Mechanism } from '../../attention/types.ts';
import type { AppState } from '../facts/appState.ts';
import { derive } from './derive.ts';
import { selectTokenKeys } from './tokens.ts';
import { selectConfig } from './wanted.ts';

/** The sizes of each mechanism's layer. */
export const selectShapes: (state: AppState) => PerMechanism<AttentionShape> = derive(
  (state) => [selectConfig(state)],
  (config) => perMechanism((mechanism) => shapeOf(mechanism, config)),
);

/** Parameters of one mechanism. */
export interface ParameterFigures {
  readonly counts: ParameterCounts;
  /** With the numbers substituted. */
  readonly formula: string;
  /** Of MHA's total, 0 … 1. */
  readonly shareOfMha: number;
}

export const selectParameters: (state: AppState) => PerMechanism<ParameterFigures> = derive(
  (state) => [selectShapes(state), state.settings.bias],
  (shapes, bias) => {
    const ofMha = parameterCounts(shapes.mha, bias).total;
    return perMechanism((mechanism) => {
      const counts = parameterCounts(shapes[mechanism], bias);
      return { counts, formula: parameterFormula(shapes[mechanism], bias), shareOfMha: counts.total / ofMha };
    });
  },
);

/** A KV cache for the tokens on screen. */
interface CacheSize {
  /** The nearest number. */
  readonly bytes: number;
  readonly exactBytes: Count;
}

/** The KV cache of one mechanism. */
export interface CacheFigures extends CacheSize {
  /** Of MHA's bytes, 0 … 1; also where there are no tokens. */
  readonly shareOfMha: number;
  /** "63 KiB", in the unit of MHA's, which is the largest of those that it is compared with. */
  readonly text: string;
}

/** The KV cache with so many KV heads. */
export const selectCacheAt: (state: AppState) => (numKvHeads: number) => CacheSize = derive(
  (state) => {
    const { cacheLayers, cacheSequences, cacheElement } = state.settings;
    const { mha } = selectShapes(state);
    return [headDim(mha), selectTokenKeys(state).length, cacheLayers, cacheSequences, cacheElement] as const;
  },
  (dK, tokens, layers, sequences, element) => (numKvHeads) => {
    const size = { layers, numKvHeads, headDim: dK, tokens, sequences, bytesPerElement: bytesPerElement(element) };
    const exactBytes = exactKvCacheBytes(size);
    return { bytes: Number(exactBytes), exactBytes };
  },
);

export const selectCache: (state: AppState) => PerMechanism<CacheFigures> = derive(
  (state) => [selectShapes(state), selectCacheAt(state)] as const,
  (shapes, cacheAt) => {
    const ofMha = cacheAt(shapes.mha.numKvHeads).bytes;
    return perMechanism((mechanism) => {
      const { numKvHeads, numHeads } = shapes[mechanism];
      const cache = cacheAt(numKvHeads);
      const shareOfMha = ofMha > 0 ? cache.bytes / ofMha : numKvHeads / numHeads;
      return { ...cache, shareOfMha, text: formatBytes(cache.bytes, ofMha) };
    });
  },
);

type PerMechanism<Value> = Readonly<Record<Mechanism, Value>>;

function perMechanism<Value>(compute: (mechanism: Mechanism) => Value): PerMechanism<Value> {
  return Object.fromEntries(MECHANISMS.map((mechanism) => [mechanism, compute(mechanism)])) as PerMechanism<Value>;
}
