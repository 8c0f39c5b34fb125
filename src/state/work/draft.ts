import type { StoreApi } from 'zustand/vanilla';
import type { AppState } from '../facts/appState.ts';

/** A store's state together with what is about to be written to it. */
export interface Draft {
  getState(): AppState;
  /** Changes the state; what follows from that is written with it. */
  change(patch: Partial<AppState> | ((state: AppState) => Partial<AppState>)): void;
  /** Lets all that `act` changes be written at once. */
  together(act: () => void): void;
  /**
   * Calls `keepUp` now and whenever anything changed, in the order in which they came, until none of them changes anything
   * more. Returns the function that ends it.
   */
  follow(keepUp: () => void): () => void;
  /** Follows the store no more. */
  close(): void;
}

/**
 * Keeps a draft of the store's state, so that one change of the store is one more write, however many follow it: each sees
 * what those before it changed, and the rest of the page sees it all at once.
 */
export function openDraft(store: StoreApi<AppState>): Draft {
  const followers = new Set<() => void>();
  /** Null while nothing is about to be written. */
  let draft: AppState | null = null;
  let changes: Partial<AppState> = {};

  function together(act: () => void): void {
    if (draft === null) begin(act);
    else act();
  }

  function begin(act: () => void): void {
    draft = store.getState();
    try {
      act();
      for (let seen: AppState | null = null; seen !== draft; ) {
        seen = draft;
        for (const keepUp of followers) keepUp();
      }
    } finally {
      const written = changes;
      draft = null;
      changes = {};
      if (Object.keys(written).length > 0) store.setState(written);
    }
  }

  const unsubscribe = store.subscribe((state) => {
    if (draft === null) together(() => {});
    else draft = { ...state, ...changes };
  });

  const getState = () => draft ?? store.getState();
  return {
    getState,
    change: (patch) =>
      together(() => {
        const changed = typeof patch === 'function' ? patch(getState()) : patch;
        draft = { ...getState(), ...changed };
        changes = { ...changes, ...changed };
      }),
    together,
    follow(keepUp) {
      together(() => followers.add(keepUp));
      return () => followers.delete(keepUp);
    },
    close: unsubscribe,
  };
}
