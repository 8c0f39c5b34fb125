import type { StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../../engine/Engine.ts';
import type { AppState } from '../../facts/appState.ts';

export interface TimingControllerOptions {
  /** The engine that runs now; null while none does. */
  readonly engine: () => Engine | null;
}

/** What the buttons of timing do. */
export interface TimingControls {
  stop(): void;
}

export function connectTiming(_store: StoreApi<AppState>, _options: TimingControllerOptions): TimingControls {
  return { stop() {} };
}
