import { createContext } from 'react';
import type { StoreApi } from 'zustand';
import type { AppState } from '../../facts/appState.ts';
import type { LateStore } from './lateStore.ts';

/** The store that components read: of what follows later, the one that tells later. */
export const StoreContext = createContext<StoreApi<AppState> | null>(null);

/** The store for what follows later; one for the page. */
export const LateContext = createContext<LateStore | null>(null);
