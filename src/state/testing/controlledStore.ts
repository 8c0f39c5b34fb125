import type { TrainedModel } from '../../attention/trained/trainedModel.ts';
import type { EngineStatus } from '../../engine/Engine.ts';
import { DEFAULT_SETTINGS, type Settings } from '../facts/settings.ts';
import { createAppStore } from '../store.ts';
import { connectEngine } from '../work/run/runController.ts';
import { createFakeAnalyst } from './fakeAnalyst.ts';
import { createFakeEngine, FAKE_STATUS, type FakeEngine, fakeAudit, fakeResult } from './fakeEngine.ts';
import { flush, memoryStorage } from './testDoubles.ts';

interface Start {
  readonly backend: Settings['backend'];
  /** Lets the engine come up. */
  succeed(status?: EngineStatus): Promise<FakeEngine>;
  fail(reason: unknown): Promise<void>;
}

/** A store with a controller whose engines start, and whose pauses come, when the test says so. */
export function setUp(settings: Partial<Settings> = {}) {
  const store = createAppStore({
    storage: memoryStorage,
    settings: { ...DEFAULT_SETTINGS, ...settings },
    // Nobody computes with it.
    loadModel: async () => ({}) as TrainedModel,
  });
  const starts: Start[] = [];
  /** What waits for a moment's rest. */
  const pending = new Set<() => void>();
  let time = 0;
  const disconnect = connectEngine(store, {
    startEngine: (backend) =>
      new Promise((resolve, reject) => {
        starts.push({
          backend,
          async succeed(status = FAKE_STATUS) {
            const engine = createFakeEngine();
            resolve({ engine, status });
            await flush();
            return engine;
          },
          async fail(reason) {
            reject(reason);
            await flush();
          },
        });
      }),
    analyst: createFakeAnalyst(),
    now: () => time,
    whenIdle(callback) {
      pending.add(callback);
      return () => pending.delete(callback);
    },
  });
  return {
    store,
    state: store.getState,
    update: store.getState().actions.update,
    start: (index: number) => starts[index] as Start,
    starts,
    disconnect,
    wait(milliseconds: number) {
      time += milliseconds;
    },
    pause() {
      const callbacks = [...pending];
      pending.clear();
      for (const callback of callbacks) callback();
    },
  };
}

/** Answers the engine's run number `index`. */
export async function answer(engine: FakeEngine, index: number): Promise<void> {
  const run = engine.runs[index];
  run?.resolve(fakeResult(run.request));
  await flush();
}

export async function answerAudit(engine: FakeEngine, index: number): Promise<void> {
  const audit = engine.audits[index];
  audit?.resolve(fakeAudit(audit.request));
  await flush();
}
