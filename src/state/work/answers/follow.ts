import type { StoreApi } from 'zustand/vanilla';
import type { AppState } from '../../facts/appState.ts';
import { followStore } from '../../followStore.ts';
import type { LatestOnly } from '../latestOnly.ts';

/** What is fetched for the picture on screen, and where what came of it is kept. */
interface Following<Wanted> {
  /** What is wanted now, the very same object as long as it is the same; null for nothing. */
  readonly select: (state: AppState) => Wanted | null;
  /** Whether what is kept is what is wanted. */
  readonly isKept: (state: AppState, wanted: Wanted) => boolean;
  readonly fetches: LatestOnly<Wanted>;
  readonly setPhase: (phase: 'idle' | 'loading' | 'ready') => void;
  readonly clear: () => void;
}

/** Fetches what the store's state wants as it changes, unless it is kept already. */
export function followWanted<Wanted>(store: StoreApi<AppState>, following: Following<Wanted>): { stop(): void } {
  const { select, isKept, fetches, setPhase, clear } = following;
  let followed: Wanted | null = null;

  function follow(): void {
    const state = store.getState();
    const wanted = select(state);
    if (wanted === followed) return;
    followed = wanted;
    if (wanted !== null && !isKept(state, wanted)) {
      setPhase('loading');
      fetches.ask(wanted);
    } else {
      fetches.drop();
      setPhase(wanted === null ? 'idle' : 'ready');
    }
  }

  return followStore(store, follow, () => {
    fetches.drop();
    clear();
  });
}
