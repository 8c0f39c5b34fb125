import { afterEach, expect, test, vi } from 'vitest';
import { fixtureBytes, openCase } from '../../takeaway/checkpoint/testing/cases.ts';
import {
  brokenWorker,
  channelWorker,
  endWorkers,
  FAULTS,
  ownWorker,
  stuckWorker,
} from '../../threads/testing/workerDoubles.ts';
import { createModelRunner } from './createModelRunner.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const OPTIONS = { backend: 'cpu', wasmPath: '' } as const;

test('a runner in the app’s own worker hands its arrays over, keeps its own, and is lost when the worker ends', async () => {
  const worker = await ownWorker(() => import('./runnerWorker.ts'));
  const runner = createModelRunner(() => worker);
  await expect(runner.begin([1], [1])).rejects.toThrow('No model is open.');
  const { config, expected } = await openCase('llama-gqa');
  const weights = [new Blob([fixtureBytes('llama-gqa/model.safetensors')])];
  await runner.open({ config, weights, wholeLayers: config.numLayers }, OPTIONS);
  await runner.begin(expected.ids, [2]);
  await runner.runLayer(0);
  const first = await runner.layer(2, 0);
  expect(first.weights).toHaveLength(config.numHeads * expected.ids.length ** 2);
  expect(await runner.layer(2, 0)).toEqual(first);
  endWorkers();
  expect(await runner.lost).toBe('The worker that runs your model was ended.');
  await expect(runner.begin(expected.ids, [2])).rejects.toThrow('The worker that runs your model was ended.');
});

test('a runner whose worker does not load is lost', async () => {
  const runner = createModelRunner(brokenWorker);
  await expect(runner.predict()).rejects.toThrow('The worker that runs your model failed to load.');
  expect(await runner.lost).toBe('The worker that runs your model failed to load.');
});

test.each(FAULTS)(
  'a runner whose worker, in the midst of a layer, %s is lost, and the next one works',
  async (_, fault) => {
    const { worker, asked } = stuckWorker('runLayer');
    const runner = createModelRunner(() => worker);
    const layer = expect(runner.runLayer(0)).rejects.toThrow(`The worker that runs your model ${fault.sentence}.`);
    await asked;
    fault.strike(worker);
    await layer;
    expect(await runner.lost).toBe(`The worker that runs your model ${fault.sentence}.`);
    const next = createModelRunner(() => channelWorker({ predict: () => [] }));
    expect(await next.predict()).toEqual([]);
    next.stop();
  },
);

test('a runner that is stopped tells who still waits, and is not lost', async () => {
  const { worker, asked } = stuckWorker('runLayer');
  const runner = createModelRunner(() => worker);
  const lost = vi.fn();
  runner.lost.then(lost);
  const layer = expect(runner.runLayer(0)).rejects.toThrow('The model was closed.');
  await asked;
  runner.stop();
  await layer;
  await expect(runner.predict()).rejects.toThrow('The model was closed.');
  expect(lost).not.toHaveBeenCalled();
});
