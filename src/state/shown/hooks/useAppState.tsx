import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { AppActions, AppState } from '../../facts/appState.ts';
import { type LateStore, lateStore } from './lateStore.ts';

const StoreContext = createContext<StoreApi<AppState> | null>(null);
const LateContext = createContext<LateStore | null>(null);

export function StoreProvider({ store, children }: { store: StoreApi<AppState>; children: ReactNode }) {
  const [late] = useState(() => lateStore(store));
  return (
    <StoreContext value={store}>
      <LateContext value={late}>{children}</LateContext>
    </StoreContext>
  );
}

/**
 * A box for what is not the picture: what stands in it follows the store a frame later, so that the picture's frame is the
 * picture's alone. What is done in the box shows in it at once.
 */
export function FollowsLater({ className, children }: { className: string; children: ReactNode }) {
  const late = useLateStore();
  const { tellAtOnce } = late;
  return (
    <div
      className={className}
      onClickCapture={tellAtOnce}
      onChangeCapture={tellAtOnce}
      onInputCapture={tellAtOnce}
      onKeyDownCapture={tellAtOnce}
      onPointerMoveCapture={tellAtOnce}
    >
      <StoreContext value={late.store}>{children}</StoreContext>
    </div>
  );
}

/** Returns true while what follows later has still to. */
export function useIsBehind(): boolean {
  const { watch, isBehind } = useLateStore();
  return useSyncExternalStore(watch, isBehind);
}

function useLateStore(): LateStore {
  const late = useContext(LateContext);
  if (late === null) throw new Error('What follows later needs a StoreProvider above it.');
  return late;
}

/** Renders anew when what `select` returns changes identity; `select` must not return fresh objects (see `derive`). */
export function useAppState<Value>(select: (state: AppState) => Value): Value {
  return useStore(useAppStore(), select);
}

/** The actions; they never change. */
export function useActions(): AppActions {
  return useAppState((state) => state.actions);
}

/** The store itself, for what reads it once, such as a download. */
export function useAppStore(): StoreApi<AppState> {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('useAppState needs a StoreProvider above it.');
  return store;
}
