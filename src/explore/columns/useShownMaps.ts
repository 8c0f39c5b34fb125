import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import { MECHANISMS, type Mechanism } from '../../attention/types.ts';
import type { Maps } from '../../charts/heat/maps.ts';
import type { AppState } from '../../state/appState.ts';
import { derive } from '../../state/derive.ts';
import { selectTokenization } from '../../state/selectors.ts';
import { useAppState } from '../../state/useAppState.tsx';

export type ShownMaps = Readonly<Partial<Record<Mechanism, Maps>>>;

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
