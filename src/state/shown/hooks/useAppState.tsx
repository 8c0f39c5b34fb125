import { type ReactNode, useContext, useState } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { AppActions, AppState } from '../../facts/appState.ts';
import { lateStore } from './lateStore.ts';
import { LateContext, StoreContext } from './storeContexts.ts';

export function StoreProvider({ store, children }: { store: StoreApi<AppState>; children: ReactNode }) {
  const [late] = useState(() => lateStore(store));
  return (
    <StoreContext value={store}>
      <LateContext value={late}>{children}</LateContext>
    </StoreContext>
  );
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
