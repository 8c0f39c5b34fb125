import { MECHANISM_SHORT, shapeOf } from '../../../attention/sharing.ts';
import { MECHANISMS, type Mechanism } from '../../../attention/types.ts';
import type { AppState } from '../../facts/appState.ts';
import { SIZE_PRESETS } from '../../facts/train/trainSetup.ts';
import { derive } from '../derive.ts';
import type { ShownMap } from '../shownMaps.ts';
import { selectTokenization } from '../tokens.ts';
import { selectTrainMapsRequest } from './trainSelectors.ts';

/** The last maps that came, as the charts take them; null before the first, and while there is no text. */
export const selectTrainMaps: (state: AppState) => Readonly<Record<Mechanism, ShownMap>> | null = derive(
  (state) => [state.training.maps, state.training.run?.setup, selectTrainMapsRequest(state) === null] as const,
  (maps, setup, isEmpty) => {
    if (!maps || !setup || isEmpty) return null;
    const sequenceLength = maps.request.keys.length;
    const sizes = { ...SIZE_PRESETS[setup.size].shape, numKvHeads: setup.numKvHeads };
    const entries = MECHANISMS.map((mechanism) => {
      const { numHeads, numKvHeads } = shapeOf(mechanism, sizes);
      const shown: ShownMap = {
        shortName: MECHANISM_SHORT[mechanism],
        ...{ numHeads, numKvHeads, sequenceLength, causal: true },
        ...{ stride: 1, side: sequenceLength, cells: maps.cells[mechanism] ?? new Float32Array() },
      };
      return [mechanism, shown] as const;
    });
    return Object.fromEntries(entries) as Record<Mechanism, ShownMap>;
  },
);

/** Whether the maps on screen are of another text, or of another layer, than the one chosen. */
export function selectTrainMapsAreStale(state: AppState): boolean {
  const { maps } = state.training;
  return maps !== null && maps.request !== selectTrainMapsRequest(state);
}

/** What the tokens of the maps on screen are called. A newer text's labels would be wrong beside older maps. */
export const selectTrainTokenLabels: (state: AppState) => readonly string[] = derive(
  (state) => [state.training.maps?.request, selectTrainMapsRequest(state), selectTokenization(state)] as const,
  (shown, wanted, { tokens }) => {
    const keys = shown?.keys ?? wanted?.keys ?? [];
    return shown && shown !== wanted ? keys : keys.map((key, position) => tokens[position]?.label ?? key);
  },
);
