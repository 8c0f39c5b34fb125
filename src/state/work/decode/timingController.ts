import type { StoreApi } from 'zustand/vanilla';
import type { RunRequest } from '../../../attention/run/request.ts';
import { sameConfig } from '../../../attention/run/sameRun.ts';
import { MECHANISMS, type RunConfig } from '../../../attention/types.ts';
import type { Engine } from '../../../engine/Engine.ts';
import { isAbort } from '../../../errors/abort.ts';
import { sentenceOf } from '../../../errors/sentence.ts';
import type { AppState } from '../../facts/appState.ts';
import type { DecodeTimesState, Measurement, TimedLength } from '../../facts/decode/decodeTimes.ts';
import { selectWaitsForModels } from '../../shown/modelSelectors.ts';
import { selectTokenKeys } from '../../shown/tokens.ts';
import { selectConfig } from '../../shown/wanted.ts';
import { ATTEMPTS, expectedMs, LONGEST_MS, repeated, TIMED_LENGTHS } from './timingPlan.ts';

export interface TimingControllerOptions {
  /** The engine that runs now; null while none does. */
  readonly engine: () => Engine | null;
}

/** What the buttons of timing do. */
export interface TimingControls {
  /** Times a step of the settings on screen at growing length; begins again if it was under way. */
  measure(): void;
  /** Ends it; what was measured stays. */
  stop(): void;
}

/** One measurement under way. */
interface Work {
  readonly engine: Engine;
  readonly request: RunRequest;
}

/** Keeps `decodeTimes` what was measured. It never begins by itself, and gives way to all other work of the engine. */
export function connectTiming(store: StoreApi<AppState>, options: TimingControllerOptions): TimingControls {
  /** What is under way; its own identity tells it from one that was stopped. */
  let current: object | null = null;
  let work: Work | null = null;

  function tell(patch: Partial<DecodeTimesState>): void {
    store.setState(({ decodeTimes }) => ({ decodeTimes: { ...decodeTimes, ...patch } }));
  }

  function end(phase: DecodeTimesState['phase']): void {
    current = null;
    if (work) {
      const { engine, request } = work;
      // A newer question of the kind ends the one before; this one asks for nothing.
      engine.timeDecode({ ...request, mechanisms: [] }, 0).catch(() => {});
    }
    work = null;
    tell({ phase, timing: null });
  }

  async function measure(): Promise<void> {
    if (current) end('stopped');
    const own = {};
    current = own;
    store.setState(({ decodeTimes: { measurement } }) => {
      return { decodeTimes: { phase: 'measuring', measurement, timing: null, tooLong: null } };
    });
    await modelsAreHere(store, () => current === own);
    if (current !== own) return;
    const { backend } = store.getState().settings;
    const chosen = selectConfig(store.getState());
    const isSame = () => {
      const state = store.getState();
      return state.settings.backend === backend && sameConfig(selectConfig(state), chosen);
    };
    try {
      const { engine, text, about } = begin(chosen);
      const lengths: TimedLength[] = [];
      for (const [index, tokens] of TIMED_LENGTHS.entries()) {
        if (!isSame()) return end('changed');
        const expected = expectedMs(lengths, tokens);
        if (expected > LONGEST_MS) {
          tell({ tooLong: { lengths: TIMED_LENGTHS.slice(index), expectedMs: expected } });
          break;
        }
        tell({ timing: tokens });
        const { mapSide } = store.getState();
        const request = { tokens: repeated(text, tokens), config: about.config, mechanisms: MECHANISMS, mapSide };
        work = { engine, request };
        const { mha, gqa, mqa } = await engine.timeDecode(request, ATTEMPTS);
        if (current !== own) return;
        work = null;
        if (!mha || !gqa || !mqa) throw new Error('The engine did not time all three mechanisms.');
        lengths.push({ tokens, times: { mha, gqa, mqa } });
        tell({ measurement: { ...about, lengths: [...lengths] } });
      }
      end('done');
    } catch (error) {
      if (current !== own) return;
      work = null;
      // An engine that another took the place of rejects as well.
      if (isAbort(error) || !isSame()) end('changed');
      else {
        end('failed');
        tell({ error: sentenceOf(error) });
      }
    }
  }

  /** Gives what a measurement is made with, and what it is of; throws a sentence if there can't be one. */
  function begin(chosen: RunConfig) {
    const state = store.getState();
    const engine = options.engine();
    const { status } = state.engine;
    if (!engine || !status) throw new Error('Nothing can be measured until the engine has started.');
    const text = selectTokenKeys(state);
    if (text.length === 0) throw new Error('There are no tokens to decode: type some text.');
    const about: Omit<Measurement, 'lengths'> = {
      config: { ...chosen, causal: true },
      wasUnmasked: !chosen.causal,
      weights: chosen.trained ? state.settings.weights : 'random',
      status,
      attempts: ATTEMPTS,
    };
    return { engine, text, about };
  }

  return {
    measure: () => void measure(),
    stop() {
      if (current) end('stopped');
    },
  };
}

/** Resolves once no model that the settings ask for is on its way any more, and at the next change once nobody waits. */
function modelsAreHere(store: StoreApi<AppState>, isWanted: () => boolean): Promise<void> {
  const isOver = () => !isWanted() || !selectWaitsForModels(store.getState());
  if (isOver()) return Promise.resolve();
  return new Promise((resolve) => {
    const unsubscribe = store.subscribe(() => {
      if (!isOver()) return;
      unsubscribe();
      resolve();
    });
  });
}
