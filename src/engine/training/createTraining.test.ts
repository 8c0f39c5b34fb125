import { afterEach, expect, test, vi } from 'vitest';
import { initialParameters } from '../../attention/trained/parameters.ts';
import { SHIPPED_RECIPE } from '../../attention/trained/recipe.ts';
import { brokenWorker, endWorkers, FAULTS, ownWorker, stuckWorker } from '../../threads/testing/workerDoubles.ts';
import { createTraining } from './createTraining.ts';
import type { TrainingPlan } from './Training.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const SHAPE = { dModel: 8, numHeads: 2, numKvHeads: 1 };
const PLAN: TrainingPlan = {
  lanes: [{ id: 'mqa', name: 'MQA', shape: SHAPE }],
  recipe: { ...SHIPPED_RECIPE, tokensAStep: 24, lengths: [{ until: 1, choices: [12] }] },
  seed: 3,
};

test("a training in the app's own worker gives its arrays away, keeps what it trains, and is lost when that ends", async () => {
  const worker = await ownWorker(() => import('./trainingWorker.ts'));
  const training = createTraining(() => worker);
  const sentence = { keys: ['to', 'be'], seed: 1, layer: 0 };
  await expect(training.maps(sentence)).rejects.toThrow('Nothing is being trained: begin first.');
  expect(await training.begin(PLAN, { backend: 'cpu', wasmPath: '' })).toMatchObject({ backend: 'cpu' });
  const parameters = await training.parameters();
  expect(parameters['mqa']).toEqual(initialParameters(SHAPE, PLAN.seed));
  expect((await training.maps(sentence)).cells['mqa']).toHaveLength(8);
  expect(await training.parameters()).toEqual(parameters);
  expect((await training.advance()).step).toBe(1);
  endWorkers();
  expect(await training.lost).toBe('The worker that trains was ended.');
});

test('a training whose worker does not load is lost', async () => {
  const training = createTraining(brokenWorker);
  await expect(training.advance()).rejects.toThrow('The worker that trains failed to load.');
  expect(await training.lost).toBe('The worker that trains failed to load.');
});

test.each(FAULTS)('a training whose worker, in the midst of a step, %s is lost', async (_, { sentence, strike }) => {
  const { worker, asked } = stuckWorker('advance');
  const training = createTraining(() => worker);
  const step = expect(training.advance()).rejects.toThrow(`The worker that trains ${sentence}.`);
  await asked;
  strike(worker);
  await step;
  expect(await training.lost).toBe(`The worker that trains ${sentence}.`);
});

test('a training whose worker gives no answer for 120 s is lost', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { worker, asked } = stuckWorker('advance');
  const training = createTraining(() => worker);
  const step = expect(training.advance()).rejects.toThrow(
    'The worker that trains gave no answer for 120 s and was stopped.',
  );
  await asked;
  await vi.advanceTimersByTimeAsync(120_000);
  await step;
});

test('a training that is stopped ends its worker, and rejects what is pending and what comes after', async () => {
  const { worker } = stuckWorker('advance');
  const terminate = vi.spyOn(worker, 'terminate');
  const training = createTraining(() => worker);
  const step = training.advance();
  training.stop();
  await expect(step).rejects.toThrow('The training was stopped.');
  await expect(training.memory()).rejects.toThrow('The training was stopped.');
  expect(terminate).toHaveBeenCalledOnce();
});

test('a training says that the browser has no workers', () => {
  expect(() => createTraining()).toThrow('This browser has no web workers');
});
