import type { StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../../engine/Engine.ts';
import type { AppState } from '../../facts/appState.ts';

export interface DecodeControllerOptions {
  /** The engine that runs now; null while none does. */
  readonly engine: () => Engine | null;
}

/** What the buttons of decoding do. */
export interface DecodeControls {
  stop(): void;
}

export function connectDecode(_store: StoreApi<AppState>, _options: DecodeControllerOptions): DecodeControls {
  return { stop() {} };
}
