import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import { MECHANISMS, type Mechanism } from '../../attention/types.ts';
import type { AttentionMaps } from '../../engine/Engine.ts';
import type { AppState } from '../facts/appState.ts';
import { derive } from './derive.ts';
import { useAppState } from './hooks/useAppState.tsx';
import { selectTokenization } from './tokens.ts';

/** Every weight of one query head, where the maps show the largest of a block alone. */
export interface FocusedHead {
  readonly queryHead: number;
  /** [queryPosition, keyPosition], row-major. */
  readonly attentionWeights: Float32Array;
}

/** The maps of one mechanism as the charts take them. */
export interface ShownMap extends AttentionMaps {
  /** Abbreviation of the mechanism, e.g. "GQA". */
  readonly shortName: string;
  /** Whether keys after the query are masked. */
  readonly causal: boolean;
  /** The head whose every weight is here as well. */
  readonly focused?: FocusedHead | undefined;
}

export type ShownMaps = Readonly<Partial<Record<Mechanism, ShownMap>>>;

const NONE: ShownMaps = {};

/** The maps on screen; none while there is no text. */
export const selectShownMaps: (state: AppState) => ShownMaps = derive(
  (state) => [state.result, selectTokenization(state).tokens.length === 0],
  (result, isEmpty) => {
    if (!result || isEmpty) return NONE;
    const { causal } = result.request.config;
    const entries = MECHANISMS.flatMap((mechanism) => {
      const maps = result.maps[mechanism];
      return maps ? [[mechanism, { ...maps, shortName: MECHANISM_SHORT[mechanism], causal }] as const] : [];
    });
    return Object.fromEntries(entries);
  },
);

export const useShownMaps = (): ShownMaps => useAppState(selectShownMaps);

/** Tokens along a block's side in the maps on screen, the same in all of them; 1 while there are none. */
export const useStride = (): number => Object.values(useShownMaps())[0]?.stride ?? 1;
