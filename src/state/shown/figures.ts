import { bytesPerElement, kvCacheBytes, kvCacheFormula } from '../../attention/kvCache.ts';
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

/** The KV cache of one mechanism for the tokens on screen. */
export interface CacheFigures {
  readonly bytes: number;
  /** With the numbers substituted. */
  readonly formula: string;
  /** Of MHA's bytes, 0 … 1; also where there are no tokens. */
  readonly shareOfMha: number;
}

export const selectCache: (state: AppState) => PerMechanism<CacheFigures> = derive(
  (state) => {
    const { cacheLayers, cacheSequences, cacheElement } = state.settings;
    return [selectShapes(state), selectTokenKeys(state).length, cacheLayers, cacheSequences, cacheElement] as const;
  },
  (shapes, tokens, layers, sequences, element) =>
    perMechanism((mechanism) => {
      const { numKvHeads, numHeads } = shapes[mechanism];
      const size = {
        layers,
        numKvHeads,
        headDim: headDim(shapes[mechanism]),
        tokens,
        sequences,
        bytesPerElement: bytesPerElement(element),
      };
      return { bytes: kvCacheBytes(size), formula: kvCacheFormula(size), shareOfMha: numKvHeads / numHeads };
    }),
);

type PerMechanism<Value> = Readonly<Record<Mechanism, Value>>;

function perMechanism<Value>(compute: (mechanism: Mechanism) => Value): PerMechanism<Value> {
  return Object.fromEntries(MECHANISMS.map((mechanism) => [mechanism, compute(mechanism)])) as PerMechanism<Value>;
}
