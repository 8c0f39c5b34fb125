import type { StoreApi } from 'zustand/vanilla';
import type { RunRequest } from '../../../attention/run/request.ts';
import { sameInputs } from '../../../attention/run/sameRun.ts';
import type { CellAddress, CellTrace, Engine } from '../../../engine/Engine.ts';
import { sentenceOf } from '../../../errors/sentence.ts';
import type { AppState, TraceState } from '../../facts/appState.ts';
import { derive } from '../../shown/derive.ts';
import { selectInspectedCell } from '../../shown/focus.ts';
import { selectIsStale, selectOpenPane } from '../../shown/wanted.ts';
import { latestOnly } from '../latestOnly.ts';
import { followWanted } from './follow.ts';

export interface TraceFollower {
  stop(): void;
}

interface WantedTrace {
  readonly request: RunRequest;
  readonly cell: CellAddress;
}

/** The cell to take apart: the inspected one, while Inspect shows its arithmetic and the picture stands still. */
const selectWantedTrace: (state: AppState) => WantedTrace | null = derive(
  (state) => [
    state.result,
    state.run.phase === 'idle' && !selectIsStale(state),
    selectOpenPane(state) === 'cell',
    selectInspectedCell(state),
    state.settings.inspectMechanism,
    // What failed is wanted anew once the user tries again.
    state.retries,
  ],
  (result, isSettled, isOpen, cell, mechanism, _retries) =>
    result === null || !isSettled || !isOpen || cell === null
      ? null
      : { request: result.request, cell: { mechanism, ...cell } },
);

/** Keeps `trace` the arithmetic of the inspected cell, one request in flight, the newest kept. */
export function followTrace(store: StoreApi<AppState>, engine: Engine): TraceFollower {
  const change = (patch: Partial<TraceState>) =>
    store.setState(({ trace: { phase, result } }) => ({ trace: { phase, result, ...patch } }));

  const fetches = latestOnly<WantedTrace, CellTrace>({
    work: ({ request, cell }) => engine.trace(request, cell),
    isSame: isSameTrace,
    report(end) {
      // Also one that a newer cell has overtaken: while the arrow keys are held down, the numbers move along.
      if ('result' in end)
        change({ phase: end.isNewest ? 'ready' : 'loading', result: { ...end.result, ...end.request } });
      else if (end.isNewest) change({ phase: 'failed', error: sentenceOf(end.error) });
    },
  });

  return followWanted(store, {
    select: selectWantedTrace,
    isKept: ({ trace: { result } }, wanted) => result !== null && isSameTrace(result, wanted),
    fetches,
    setPhase: (phase) => change({ phase }),
    clear: () => change({ phase: 'idle', result: null }),
  });
}

function isSameTrace(a: WantedTrace, b: WantedTrace): boolean {
  return (
    a.cell.mechanism === b.cell.mechanism &&
    a.cell.queryHead === b.cell.queryHead &&
    a.cell.queryPosition === b.cell.queryPosition &&
    a.cell.keyPosition === b.cell.keyPosition &&
    sameInputs(a.request, b.request)
  );
}
