import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RunRequest } from '../attention/run/request.ts';
import { maxAbsDifference } from '../attention/selfChecks.ts';
import { aConfig } from '../attention/testing/aConfig.ts';
import { referenceMaps } from '../attention/testing/referenceMaps.ts';
import { MECHANISMS } from '../attention/types.ts';
import { buffersIn } from '../threads/handOver.ts';
import {
  brokenWorker,
  endWorkers,
  FAULTS,
  ownWorker,
  silentWorker,
  stuckWorker,
} from '../threads/testing/workerDoubles.ts';
import type { Engine } from './Engine.ts';
import { QUESTIONS } from './questions/questionTable.ts';
import { createWorkerEngine } from './workerEngine.ts';

const REQUEST: RunRequest = {
  tokens: ['to', 'be', 'or', 'not', 'to'],
  config: aConfig(),
  mechanisms: MECHANISMS,
  mapSide: 100,
};

/** An engine that can be asked one thing more: where the tokens stand, in steps of `step`. */
interface LargerEngine extends Engine {
  positions(request: RunRequest, step: number): Promise<Float32Array>;
}

/** The buffers that the worker's messages moved. */
const moved: ArrayBuffer[] = [];

/** Notes in `moved` what the worker's end, which runs on this thread, hands over. */
function watchHandOver(): void {
  const post = globalThis.postMessage as (message: unknown, buffers: ArrayBuffer[]) => void;
  vi.stubGlobal('postMessage', (message: unknown, buffers: ArrayBuffer[]) => {
    moved.push(...buffers);
    post(message, buffers);
  });
}

describe("an engine in the app's worker", () => {
  let engine: Engine;
  beforeAll(async () => {
    Object.assign(QUESTIONS, { positions: { about: 'run', arrays: 'moved' } });
    const worker = await ownWorker(() => import('./worker.ts'));
    watchHandOver();
    engine = createWorkerEngine({ createWorker: () => worker });
    const status = await engine.start({ backend: 'cpu', wasmPath: '' });
    expect(status).toEqual({ backend: 'cpu', home: 'worker', renderer: 'JavaScript' });
  });
  afterAll(async () => {
    await engine.stop();
    vi.unstubAllGlobals();
  });

  test('gives the maps of the float64 reference, and the same again', async () => {
    for (let time = 0; time < 2; time++) {
      const { maps } = await engine.run(REQUEST);
      for (const mechanism of MECHANISMS) {
        const expected = referenceMaps(mechanism, REQUEST.tokens, REQUEST.config);
        expect(maxAbsDifference(maps[mechanism]?.cells ?? new Float32Array(), expected)).toBeLessThan(1e-5);
      }
    }
  });

  test('answers every other question, each as often as it is asked', async () => {
    const questions = {
      mapsAhead: () => engine.mapsAhead(REQUEST).then(({ maps }) => maps),
      heads: () => engine.heads(REQUEST, 2),
      trace: () => engine.trace(REQUEST, { mechanism: 'gqa', queryHead: 4, queryPosition: 3, keyPosition: 1 }),
      distanceFromMha: () => engine.distanceFromMha(REQUEST),
      audit: () => engine.audit(REQUEST),
      tensors: () => engine.tensors(REQUEST),
    };
    for (const [name, ask] of Object.entries(questions)) {
      const answer = await ask();
      expect(await ask(), name).toEqual(answer);
    }
    expect((await engine.memory()).numTensors).toBeGreaterThan(0);
  });

  test('gets the arrays of maps, heads and cells by moving them: afterwards they are on this side alone', async () => {
    const cell = { mechanism: 'gqa', queryHead: 4, queryPosition: 3, keyPosition: 1 } as const;
    const questions = {
      run: () => engine.run(REQUEST),
      mapsAhead: () => engine.mapsAhead(REQUEST),
      heads: () => engine.heads(REQUEST, 2),
      trace: () => engine.trace(REQUEST, cell),
    };
    for (const [name, ask] of Object.entries(questions)) {
      moved.length = 0;
      const arrived = buffersIn(await ask());
      expect(arrived.length, name).toBeGreaterThan(2);
      expect(moved, name).toHaveLength(arrived.length);
      for (const { byteLength } of moved) expect(byteLength, name).toBe(0);
    }
  });

  test('answers a new question once it has a row and a method', async () => {
    const { LocalEngine } = await import('./LocalEngine.ts');
    let held = new Float32Array();
    Object.assign(LocalEngine.prototype, {
      async positions({ tokens }: RunRequest, step: number) {
        held = Float32Array.from(tokens, (_, position) => position * step);
        return held;
      },
    } satisfies Pick<LargerEngine, 'positions'>);
    expect(await (engine as LargerEngine).positions(REQUEST, 2)).toEqual(new Float32Array([0, 2, 4, 6, 8]));
    expect(held).toHaveLength(0);
  });

  test('refuses in the same words, and under the same name', async () => {
    await expect(engine.heads(REQUEST, 6)).rejects.toThrow('There is no query head 6: they are 0 to 5.');
    const ended = expect(engine.audit(REQUEST)).rejects.toMatchObject({ name: 'AbortError' });
    await engine.run({ ...REQUEST, config: aConfig({ seed: 8 }) });
    await ended;
  });

  test('is heard of when it ends without a word', async () => {
    endWorkers();
    expect(await engine.lost).toEqual({ cause: 'worker', sentence: "The engine's worker was ended." });
  });
});

/** What the rest of a stuck worker says as it starts. */
const START = {
  lost: new Promise(() => {}),
  start: () => ({ backend: 'webgl', home: 'worker', renderer: 'A real GPU' }),
};

afterEach(() => {
  vi.useRealTimers();
});

test.each(FAULTS)('an engine whose worker, in the midst of a run, %s is lost', async (_, { sentence, strike }) => {
  const { worker, asked } = stuckWorker('run', START);
  const engine = createWorkerEngine({ createWorker: () => worker });
  await engine.start({ backend: 'auto', wasmPath: '' });
  const run = expect(engine.run(REQUEST)).rejects.toThrow(`The engine's worker ${sentence}.`);
  await asked;
  strike(worker);
  await run;
  expect(await engine.lost).toEqual({ cause: 'worker', sentence: `The engine's worker ${sentence}.` });
});

test.each([
  { renderer: 'A real GPU', limitMs: 20_000 },
  { renderer: 'Google SwiftShader', limitMs: 120_000 },
])(
  'an engine whose worker, on $renderer, gives no sign of life for $limitMs ms is lost',
  async ({ renderer, limitMs }) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const start = () => ({ ...START.start(), renderer });
    const { worker, asked } = stuckWorker('run', { ...START, start });
    const engine = createWorkerEngine({ createWorker: () => worker });
    await engine.start({ backend: 'auto', wasmPath: '' });
    const run = expect(engine.run(REQUEST)).rejects.toThrow(`gave no answer for ${limitMs / 1000} s`);
    await asked;
    // Closes its messages' way, of which nobody is told.
    worker.terminate();
    await vi.advanceTimersByTimeAsync(limitMs);
    expect(await Promise.race([engine.lost, 'not yet'])).toBe('not yet');
    await vi.advanceTimersByTimeAsync(1_000);
    await run;
  },
);

test('an engine whose worker does not load, or does not start in 60 s, does not start', async () => {
  const options = { backend: 'auto', wasmPath: '' } as const;
  const broken = createWorkerEngine({ createWorker: brokenWorker });
  await expect(broken.start(options)).rejects.toThrow("The engine's worker failed to load.");
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const silent = expect(createWorkerEngine({ createWorker: silentWorker }).start(options)).rejects.toThrow(
    "The engine's worker gave no answer for 60 s and was stopped.",
  );
  await vi.advanceTimersByTimeAsync(60_000);
  await silent;
});

test('an engine that is stopped ends its worker, and says so to whoever waits and whoever asks later', async () => {
  const worker = silentWorker();
  const terminate = vi.spyOn(worker, 'terminate');
  const engine = createWorkerEngine({ createWorker: () => worker });
  const pending = expect(engine.memory()).rejects.toThrow('The engine was stopped.');
  await engine.stop();
  await pending;
  await expect(engine.run(REQUEST)).rejects.toThrow('The engine was stopped.');
  expect(terminate).toHaveBeenCalledOnce();
});
