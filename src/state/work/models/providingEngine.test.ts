import { expect, it } from 'vitest';
import type { RunRequest } from '../../../attention/run/request.ts';
import { initialParameters } from '../../../attention/trained/parameters.ts';
import { TRAINED_MODELS } from '../../../catalog/trainedModels.ts';
import { QUESTIONS, type Question } from '../../../engine/questions/questionTable.ts';
import { DEFAULT_SETTINGS } from '../../facts/settings.ts';
import { createFakeEngine } from '../../testing/fakeEngine.ts';
import { deferred, flush } from '../../testing/testDoubles.ts';
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

// One that the engine does not have: a row is all that giving models, and the fake engine, know of a question.
Object.assign(QUESTIONS, { positions: { about: 'run', arrays: 'moved' } });
const ABOUT_RUNS = (Object.keys(QUESTIONS) as Question[]).filter((name) => QUESTIONS[name].about === 'run');

it.each(ABOUT_RUNS)('gives the model before %s, and passes on all that it comes with', async (name) => {
  const fake = createFakeEngine();
  const engine = providingEngine(fake, () => model);
  const answer: Promise<unknown> = Reflect.apply(engine[name], engine, [requestOf('a'), 3]);
  expect([...fake.models.keys()]).toEqual(['a']);
  expect(fake.calls[name]).toHaveLength(0);
  await flush();
  expect(fake.calls[name].map(({ asked }) => asked)).toEqual([[requestOf('a'), 3]]);
  fake.calls[name][0]?.reject(new Error(`No ${name}.`));
  await expect(answer).rejects.toThrow(`No ${name}.`);
});

it('spares the engine older runs and steps alone: it is asked every other question as often as they come', async () => {
  for (const name of ABOUT_RUNS) {
    const fake = createFakeEngine();
    const engine = providingEngine(fake, () => model);
    for (const each of ['a', 'b']) Reflect.apply(engine[name], engine, [requestOf(each)]).catch(() => {});
    await flush();
    expect(fake.calls[name], name).toHaveLength(name === 'run' || name === 'decode' ? 1 : 2);
  }
});

it('passes on at once what is asked of the engine itself', async () => {
  const fake = createFakeEngine();
  const engine = providingEngine(fake, () => model);
  void engine.provideModel('mine', model);
  expect(fake.models.get('mine')).toBe(model);
  expect(await engine.memory()).toEqual(await fake.memory());
});

it('gives again what an engine that keeps sixteen may have forgotten', async () => {
  const fake = createFakeEngine();
  const engine = providingEngine(fake, () => model);
  for (const name of 'abcdefghi') void engine.audit(requestOf(name));
  await flush();
  fake.models.clear();
  void engine.audit(requestOf('i'));
  void engine.audit(requestOf('a'));
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

it('asks within the call where the engine has what the request names and nothing else waits', async () => {
  const fake = createFakeEngine();
  const engine = providingEngine(fake, () => model);
  const random = { ...requestOf('a'), config: DEFAULT_SETTINGS };
  void engine.audit(random);
  expect(fake.audits).toHaveLength(1);
  void engine.audit(requestOf('a'));
  void engine.audit(random);
  expect(fake.audits).toHaveLength(1);
  await flush();
  expect(fake.audits).toHaveLength(3);
  void engine.audit(requestOf('a'));
  expect(fake.audits).toHaveLength(4);
});

it('hands requests over in the order in which they were made, however long a model takes', async () => {
  const fake = createFakeEngine();
  const slow = deferred<void>();
  fake.provideModel = (name) => (name === 'slow' ? slow.promise : Promise.resolve());
  const engine = providingEngine(fake, () => model);
  const random = { ...requestOf('a'), config: DEFAULT_SETTINGS };
  void engine.audit(requestOf('slow'));
  void engine.audit(requestOf('known'));
  void engine.audit(random);
  await flush();
  expect(fake.audits).toHaveLength(0);
  slow.resolve();
  await flush();
  expect(fake.audits.map(({ request }) => request)).toEqual([requestOf('slow'), requestOf('known'), random]);
});

it('spares the engine a run that gave way to a newer one while its model was on the way', async () => {
  const fake = createFakeEngine();
  const slow = deferred<void>();
  fake.provideModel = (name) => (name === 'slow' ? slow.promise : Promise.resolve());
  const engine = providingEngine(fake, () => model);
  const older = engine.run(requestOf('slow'));
  void engine.run(requestOf('known'));
  slow.resolve();
  await expect(older).rejects.toMatchObject({ name: 'AbortError' });
  await flush();
  expect(fake.runs.map(({ request }) => request)).toEqual([requestOf('known')]);
});

it('asks what comes after a model that could not be given', async () => {
  const fake = createFakeEngine();
  fake.provideModel = (name) => (name === 'bad' ? Promise.reject(new Error('No.')) : Promise.resolve());
  const engine = providingEngine(fake, () => model);
  await expect(engine.audit(requestOf('bad'))).rejects.toThrow('No.');
  void engine.audit(requestOf('good'));
  await flush();
  expect(fake.audits.map(({ request }) => request)).toEqual([requestOf('good')]);
});
