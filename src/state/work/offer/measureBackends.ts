import type { StoreApi } from 'zustand/vanilla';
import { isCostly, runCost } from '../../../attention/run/cost.ts';
import type { RunRequest } from '../../../attention/run/request.ts';
import type { RunResult } from '../../../engine/Engine.ts';
import type { AppState } from '../../facts/appState.ts';
import { selectMayOfferWasm, selectWasmOffer } from '../../shown/fasterBackend.ts';
import { selectIsSettled } from '../../shown/isSettled.ts';
import type { WhenIdle } from '../answers/follow.ts';

interface Options {
  /** Runs a request on WebAssembly, beside the engine, and resolves with the milliseconds; null if there is none. */
  readonly runOnWasm: (request: RunRequest) => Promise<number | null>;
  readonly whenIdle: WhenIdle;
}

/** Runs on WebAssembly before it is believed to be no faster. */
const ATTEMPTS = 3;

/**
 * Measures, once and at rest, what WebAssembly takes for the run on screen where WebGL is software: `selectWasmOffer` says
 * what follows from it. Says nothing of a failure. WebAssembly is given its first run each time, WebGL may have had others
 * before: what is offered is at least that fast. Whatever else the machine does makes a run slower, never faster: a run
 * that does not speak for WebAssembly is not believed alone, and the shortest of `ATTEMPTS` counts.
 */
export function measureBackends(store: StoreApi<AppState>, { runOnWasm, whenIdle }: Options): void {
  let callOff: (() => void) | undefined;
  let seen: RunResult | null = null;

  const leave = store.subscribe(follow);
  follow();

  function follow(): void {
    const picture = pictureToMeasure(store.getState());
    if (picture === seen) return;
    callOff?.();
    seen = picture;
    callOff = picture ? whenIdle(() => void measure(picture)) : undefined;
  }

  async function measure({ request, computeMs: webglMs }: RunResult): Promise<void> {
    leave();
    let shortestMs = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const wasmMs = await runOnWasm(request).catch(() => null);
      if (wasmMs === null) return;
      shortestMs = Math.min(shortestMs, wasmMs);
      store.setState({ backendTimes: { tokens: request.tokens.length, webglMs, wasmMs: shortestMs } });
      const state = store.getState();
      if (selectWasmOffer(state) || !selectMayOfferWasm(state)) return;
    }
  }
}

function pictureToMeasure(state: AppState): RunResult | null {
  const { result } = state;
  if (!result || !selectMayOfferWasm(state) || !selectIsSettled(state)) return null;
  const { tokens, config, mechanisms } = result.request;
  return isCostly(runCost(tokens.length, config, mechanisms.length)) ? null : result;
}
