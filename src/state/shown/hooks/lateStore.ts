import type { StoreApi } from 'zustand';
import type { AppState } from '../../facts/appState.ts';

/** The store for what may follow: its subscribers are told once the next frame is on the screen. */
export interface LateStore {
  /** The same store, told of later. What is read of it is never old. */
  readonly store: StoreApi<AppState>;
  /** True while somebody has not been told yet. */
  readonly isBehind: () => boolean;
  /** Calls back whenever `isBehind` changes. Returns a function that ends it. */
  readonly watch: (onChange: () => void) => () => void;
  /** Has what changes in the event that is on tell its subscribers in it: somebody works these very controls. */
  readonly tellAtOnce: () => void;
}

type Listener = Parameters<StoreApi<AppState>['subscribe']>[0];

/** Where no frame comes, as in a window that is hidden, nobody looks: a moment later will do. */
const FRAMELESS_MS = 100;

/** Makes what is not the picture wait for it: the frame of a keystroke or of a slider's move then draws the picture alone. */
export function lateStore(store: StoreApi<AppState>, afterFrame: (tell: () => void) => void = nextFrame): LateStore {
  const listeners = new Set<Listener>();
  const watchers = new Set<() => void>();
  /** As subscribers know it. Kept here: what follows from a change is heard of before the change itself. */
  let told = store.getState();
  let isBehind = false;
  let isAtOnce = false;
  let end = () => {};

  const setBehind = (next: boolean) => {
    if (next === isBehind) return;
    isBehind = next;
    for (const onChange of [...watchers]) onChange();
  };
  const tell = () => {
    const state = store.getState();
    const before = told;
    told = state;
    if (state !== before) for (const listener of [...listeners]) listener(state, before);
    setBehind(false);
  };
  const hear = () => {
    if (isAtOnce || isHoverAlone(store.getState(), told)) return tell();
    if (isBehind) return;
    setBehind(true);
    afterFrame(tell);
  };

  return {
    store: {
      ...store,
      subscribe: (listener) => {
        if (listeners.size === 0) {
          told = store.getState();
          end = store.subscribe(hear);
        }
        listeners.add(listener);
        return () => {
          listeners.delete(listener);
          if (listeners.size > 0) return;
          end();
          setBehind(false);
        };
      },
    },
    isBehind: () => isBehind,
    watch: (onChange) => {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    tellAtOnce: () => {
      isAtOnce = true;
      // After the handlers of the event, which come before any other task.
      setTimeout(() => {
        isAtOnce = false;
      });
    },
  };
}

/** True when pointing moved and nothing else, which is not what a picture is computed for. */
function isHoverAlone(state: AppState, before: AppState): boolean {
  return (Object.keys(state) as (keyof AppState)[]).every((key) => key === 'hover' || state[key] === before[key]);
}

function nextFrame(tell: () => void): void {
  let isTold = false;
  const once = () => {
    if (isTold) return;
    isTold = true;
    tell();
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, FRAMELESS_MS);
}
