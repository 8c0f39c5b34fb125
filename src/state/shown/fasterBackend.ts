import type { AppState, BackendTimes } from '../facts/appState.ts';
import type { Settings } from '../facts/settings.ts';

/** WebAssembly is offered from so many times as fast as WebGL in software. */
const WORTH_OFFERING = 1.5;

/** The backend to start: the named one, else the one that the user chose where WebGL is software. */
export function selectBackend({ settings, preferences }: AppState): Settings['backend'] {
  const { backend } = settings;
  return backend === 'auto' && preferences.onSoftwareGpu === 'wasm' ? 'wasm' : backend;
}

/** True when the best backend computes, that is WebGL in software, and the user was not asked yet what to do about it. */
export function selectMayOfferWasm({ engine, settings, preferences }: AppState): boolean {
  return engine.status?.isSoftware === true && settings.backend === 'auto' && preferences.onSoftwareGpu === undefined;
}

/** What WebAssembly is offered with; null if it is not, because it is not faster, not measured, or was answered. */
export function selectWasmOffer(state: AppState): BackendTimes | null {
  const times = state.backendTimes;
  return times && selectMayOfferWasm(state) && times.webglMs >= WORTH_OFFERING * times.wasmMs ? times : null;
}
