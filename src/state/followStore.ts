import type { StoreApi } from 'zustand/vanilla';
import type { AppState } from './facts/appState.ts';

/** Calls `follow` now and whenever the state changes, and `end` once it is stopped. */
export function followStore(store: StoreApi<AppState>, follow: () => void, end: () => void): { stop(): void } {
  const unsubscribe = store.subscribe(follow);
  follow();
  return {
    stop() {
      unsubscribe();
      end();
    },
  };
}
