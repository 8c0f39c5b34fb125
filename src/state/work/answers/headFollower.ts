import type { StoreApi } from 'zustand/vanilla';
import type { RunRequest } from '../../../attention/run/request.ts';
import { answers } from '../../../attention/run/sameRun.ts';
import type { Engine, HeadWeights } from '../../../engine/Engine.ts';
import type { AppState, FocusState } from '../../facts/appState.ts';
import { derive } from '../../shown/derive.ts';
import { selectFollowedHead } from '../../shown/focus.ts';
import { selectIsStale } from '../../shown/wanted.ts';
import { latestOnly } from '../latestOnly.ts';
import { followWanted } from './follow.ts';

export interface HeadFollower {
  stop(): void;
}

interface WantedHead {
  readonly request: RunRequest;
  readonly queryHead: number;
}

/** The head to fetch: the followed one, where the picture stands still and shows of its weights the largest of blocks alone. */
const selectWantedHead: (state: AppState) => WantedHead | null = derive(
  (state) => [
    state.result,
    state.run.phase === 'idle' && !selectIsStale(state),
    selectFollowedHead(state),
    // What failed is wanted anew once the user tries again.
    state.retries,
  ],
  (result, isSettled, queryHead, _retries) => {
    if (result === null || !isSettled || queryHead === undefined) return null;
    const isPooled = Object.values(result.maps).some(({ stride }) => stride > 1);
    return isPooled ? { request: result.request, queryHead } : null;
  },
);

/** Keeps `focus` the whole of the followed head, one request in flight, the newest kept. A failure disturbs nothing else. */
export function followHead(store: StoreApi<AppState>, engine: Engine): HeadFollower {
  const change = (patch: Partial<FocusState>) => store.setState(({ focus }) => ({ focus: { ...focus, ...patch } }));

  const fetches = latestOnly<WantedHead, HeadWeights>({
    work: ({ request, queryHead }) => engine.heads(request, queryHead),
    isSame: isSameHead,
    report(end) {
      if (!end.isNewest) return;
      if ('error' in end) change({ phase: 'failed' });
      else change({ phase: 'ready', head: { ...end.result, ...end.request } });
    },
  });

  return followWanted(store, {
    select: selectWantedHead,
    isKept: ({ focus: { head } }, wanted) => head !== null && isSameHead(head, wanted),
    fetches,
    setPhase: (phase) => change({ phase }),
    clear: () => change({ phase: 'idle', head: null }),
  });
}

function isSameHead(a: WantedHead, b: WantedHead): boolean {
  return a.queryHead === b.queryHead && answers(a.request, b.request);
}
