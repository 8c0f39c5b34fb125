import { mapStride } from '../../attention/levelOfDetail.ts';
import { configOf } from '../../attention/run/configOf.ts';
import type { RunRequest } from '../../attention/run/request.ts';
import { answers, sameConfig, sameInputs, sameOf } from '../../attention/run/sameRun.ts';
import { MECHANISMS, type Mechanism, type RunConfig } from '../../attention/types.ts';
import type { AppState } from '../facts/appState.ts';
import type { InspectPane } from '../facts/settings.ts';
import { derive } from './derive.ts';
import { selectTrainedLayer } from './modelSelectors.ts';
import { selectShowsExplore } from './showsExplore.ts';
import { selectTokenKeys } from './tokens.ts';

/** Gives all that decides the numbers besides the tokens; the same object as long as all of it is the same. */
export const selectConfig: (state: AppState) => RunConfig = derive(
  (state) => [state.settings, selectTrainedLayer(state)],
  (settings, trained) => configOf({ ...settings, trained }),
  sameConfig,
);

/**
 * The pane of Inspect that is on screen; null while it is closed, and where there is none: in Present, and beside Train. Where
 * the window has room at the side, Inspect stands open without being asked for: no link says so, for it is the window's matter.
 */
export function selectOpenPane(state: AppState): InspectPane | null {
  const { inspect, present, screen } = state.settings;
  if (present || screen !== 'explore') return null;
  return inspect ?? (state.hasSideRoom && state.preferences.inspectStands ? 'cell' : null);
}

/** True while Inspect follows the pointer: it is at the side, and no cell is locked. */
export function selectFollowsPointer(state: AppState): boolean {
  const { lockedCell, inspectWide } = state.settings;
  return state.hasSideRoom && !inspectWide && lockedCell === null && selectOpenPane(state) !== null;
}

/** The mechanisms that are computed: those on screen, and all of them while Inspect compares them. */
function selectMechanisms(state: AppState): readonly Mechanism[] {
  return selectOpenPane(state) === null ? state.visibleMechanisms : MECHANISMS;
}

/** Gives the request that the engine should have answered in this state; null if the text has no tokens, and while Train is on screen. */
export const selectRequest: (state: AppState) => RunRequest | null = derive(
  (state) =>
    [
      selectTokenKeys(state),
      selectConfig(state),
      selectMechanisms(state),
      state.mapSide,
      selectShowsExplore(state),
    ] as const,
  (tokens, config, mechanisms, mapSide, isShown) =>
    tokens.length === 0 || !isShown ? null : { tokens, config, mechanisms, mapSide },
);

/** True when the picture on screen belongs to other tokens or settings than those chosen. */
export const selectIsStale: (state: AppState) => boolean = derive(
  (state) => [state.result, selectRequest(state)],
  (result, request) => result !== null && request !== null && !answers(result.request, request),
);

/** By mechanism: true when its maps on screen are other than those chosen. KV heads that moved are GQA's affair alone. */
export const selectStaleMaps: (state: AppState) => Readonly<Record<Mechanism, boolean>> = derive(
  (state) => [state.result?.request, selectRequest(state)],
  (shown, request) => {
    const isStale = (mechanism: Mechanism) =>
      shown !== undefined && request !== null && !shows(shown, request, mechanism);
    return { mha: isStale('mha'), gqa: isStale('gqa'), mqa: isStale('mqa') };
  },
);

function shows(shown: RunRequest, wanted: RunRequest, mechanism: Mechanism): boolean {
  const { length } = wanted.tokens;
  return sameOf(mechanism, shown, wanted) && mapStride(length, shown.mapSide) <= mapStride(length, wanted.mapSide);
}

/** True when the last comparison of heads is of other tokens or settings than those chosen, or there is none. */
export const selectComparisonIsStale: (state: AppState) => boolean = derive(
  (state) => [state.comparison.known, selectRequest(state)],
  (known, request) => known === null || request === null || !sameInputs(known.of, request),
);

/** True when the last audit is of other tokens or settings than those chosen, or there is none. */
export const selectAuditIsStale: (state: AppState) => boolean = derive(
  (state) => [state.audit.known, selectRequest(state)],
  (known, request) => known === null || request === null || !sameInputs(known.of, request),
);
