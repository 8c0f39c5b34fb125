import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RunRequest } from '../attention/run/request.ts';
import { maxAbsDifference } from '../attention/selfChecks.ts';
import { aConfig } from '../attention/testing/aConfig.ts';
import { referenceMaps } from '../attention/testing/referenceMaps.ts';
import { MECHANISMS } from '../attention/types.ts';
import type { Engine } from './Engine.ts';
import { createWorkerEngine } from './workerEngine.ts';

const REQUEST: RunRequest = {
  tokens: ['to', 'be', 'or', 'not', 'to'],
  config: aConfig(),
  mechanisms: MECHANISMS,
  mapSide: 100,
};

/** The app's own worker. Its end runs here: this thread's globals are, for it, those of a worker. */
async function appWorker(): Promise<Worker> {
  const { port1, port2 } = new MessageChannel();
  for (const name of ['addEventListener', 'removeEventListener', 'postMessage'] as const)
    vi.stubGlobal(name, port1[name].bind(port1));
  // Without locks.
  vi.stubGlobal('navigator', {});
  await import('./worker.ts');
  port1.start();
  port2.start();
  return Object.assign(port2, { terminate: () => port1.close() }) as unknown as Worker;
}

describe("an engine in the app's worker", () => {
  let engine: Engine;
  beforeAll(async () => {
    const worker = await appWorker();
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

  test('refuses in the same words, and under the same name', async () => {
    await expect(engine.heads(REQUEST, 6)).rejects.toThrow('There is no query head 6: they are 0 to 5.');
    const ended = expect(engine.audit(REQUEST)).rejects.toMatchObject({ name: 'AbortError' });
    await engine.run({ ...REQUEST, config: aConfig({ seed: 8 }) });
    await ended;
  });
});

test('an engine that is stopped ends its worker, and says so to whoever waits', async () => {
  const { port2 } = new MessageChannel();
  const terminate = vi.fn(() => port2.close());
  const engine = createWorkerEngine({ createWorker: () => Object.assign(port2, { terminate }) as unknown as Worker });
  const pending = expect(engine.memory()).rejects.toThrow('The engine was stopped.');
  await engine.stop();
  await pending;
  expect(terminate).toHaveBeenCalledOnce();
});
