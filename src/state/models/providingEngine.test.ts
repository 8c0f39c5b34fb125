import { expect, it } from 'vitest';
import { initialParameters } from '../../attention/trained/parameters.ts';
import { TRAINED_MODELS } from '../../catalog/trainedModels.ts';
import type { RunRequest } from '../../engine/Engine.ts';
import { createFakeEngine } from '../fakeEngine.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { flush } from '../testDoubles.ts';
import { providingEngine } from './providingEngine.ts';

const shape = { dModel: 16, numHeads: 2, numKvHeads: 1 };
const card = { recipe: TRAINED_MODELS.recipe, seed: 0, steps: 1, figures: {}, revision: 'abc' };
const model = { shape, parameters: initialParameters(shape, 0), card };

function requestOf(...[mha = '', gqa = mha, mqa = gqa]: string[]): RunRequest {
  const config = { ...DEFAULT_SETTINGS, trained: { layer: 1, models: { mha, gqa, mqa } } };
  return { tokens: ['a'], config, mechanisms: ['mha'], mapSide: 64 };
}

it('gives an engine each model before the first request that names it, and once', async () => {
  const fake = createFakeEngine();
  const engine = providingEngine(fake, () => model);
  void engine.run(requestOf('a', 'b', 'a'));
  expect(fake.runs).toHaveLength(0);
  await flush();
  expect([...fake.models.keys()]).toEqual(['a', 'b']);
  expect(fake.runs).toHaveLength(1);
  fake.models.clear();
  void engine.labels(requestOf('a', 'b'));
  await flush();
  expect(fake.models.size).toBe(0);
  expect(fake.labelsAsked).toHaveLength(1);
});

it('gives again what an engine that keeps sixteen may have forgotten', async () => {
  const fake = createFakeEngine();
  const engine = providingEngine(fake, () => model);
  for (const name of 'abcdefghi') void engine.run(requestOf(name));
  await flush();
  fake.models.clear();
  void engine.run(requestOf('i'));
  void engine.run(requestOf('a'));
  await flush();
  expect([...fake.models.keys()]).toEqual(['a']);
});

it('asks nothing that names a model which is gone', async () => {
  const fake = createFakeEngine();
  const engine = providingEngine(fake, () => undefined);
  await expect(engine.run(requestOf('a'))).rejects.toThrow('The trained model that this needs is not here any more.');
  expect(fake.runs).toHaveLength(0);
});

it('lets requests with random weights through as they are', async () => {
  const fake = createFakeEngine();
  const engine = providingEngine(fake, () => undefined);
  void engine.run({ ...requestOf('a'), config: DEFAULT_SETTINGS });
  await flush();
  expect(fake.runs).toHaveLength(1);
});
