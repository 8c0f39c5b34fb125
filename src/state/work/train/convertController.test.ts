import { expect, test } from 'vitest';
import { initialParameters } from '../../../attention/trained/parameters.ts';
import { SHIPPED_RECIPE } from '../../../attention/trained/recipe.ts';
import type { ModelSet, TrainedModel } from '../../../attention/trained/trainedModel.ts';
import { selectConversionIsOutdated } from '../../shown/train/conversionSelectors.ts';
import { type AppStore, createAppStore } from '../../store.ts';
import { type FakeTraining, fakeTraining } from '../../testing/fakeTraining.ts';
import { connectConversion } from './convertController.ts';

function modelOf(numKvHeads: number): TrainedModel {
  const shape = { dModel: 16, numHeads: 4, numKvHeads };
  const card = { recipe: SHIPPED_RECIPE, seed: 3, steps: 400, figures: { loss: 1 }, revision: 'abc' };
  return { shape, parameters: initialParameters(shape, 3), card };
}

const SET: ModelSet = { title: '', models: { mha: modelOf(4), gqa: modelOf(2), mqa: modelOf(1) } };

/** Its loss is 10 less the steps done. */
const quickTraining = () => fakeTraining({ stepsAlone: true, lossAt: (step) => 10 - step });

function connected(trainings: readonly FakeTraining[]) {
  const store = createAppStore({ storage: () => ({ getItem: () => null, setItem: () => {} }) });
  const waiting = [...trainings];
  const controls = connectConversion(store, {
    wasmPath: '',
    createTraining() {
      const next = waiting.shift();
      if (!next) throw new Error('This browser has no web workers.');
      return next;
    },
  });
  return { store, controls };
}

/** Resolves once the conversion is in `phase`. */
function reached(store: AppStore, phase: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = store.subscribe(check);
    function check(): void {
      if (store.getState().conversion.phase !== phase) return;
      stop();
      resolve();
    }
    check();
  });
}

test('measures all lanes from the conversion to the last step, with maps of one text, and frees the worker', async () => {
  const training = quickTraining();
  const { store, controls } = connected([training]);
  controls.convert(SET, 5);
  await reached(store, 'training');
  store.getState().actions.update({ text: 'another text' });
  await reached(store, 'resting');
  const { run } = store.getState().conversion;
  expect(run?.points.map(({ step }) => step)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
  expect(run?.points.at(-1)?.losses).toMatchObject({ 'gqa mean': -10, 'mqa random': -10, mha: -10 });
  expect(store.getState().conversion.progress).toEqual({ step: 20, secondsLeft: 0 });
  expect([run?.firstMaps?.step, run?.maps?.step]).toEqual([0, 20]);
  expect(run?.maps?.request).toEqual(run?.firstMaps?.request);
  expect(training.isStopped).toBe(true);
});

test.each([NaN, Infinity])('ends with a sentence where a loss of %d was measured, and draws none', async (loss) => {
  const training = fakeTraining({ stepsAlone: true, lossAt: (step) => (step < 4 ? 3 : loss) });
  const { store, controls } = connected([training]);
  controls.convert(SET, 5);
  await reached(store, 'failed');
  const { error, run } = store.getState().conversion;
  expect(error).toBe(
    'The loss of GQA by mean is not a number: its weights are too large, or no question that its recipe weights was asked.',
  );
  expect(run?.points.map(({ step }) => step)).toEqual([0, 2]);
  expect(training.isStopped).toBe(true);
});

test('tells each step that is done, and the time that is left', async () => {
  const training = fakeTraining();
  const { store, controls } = connected([training]);
  controls.convert(SET, 5);
  await reached(store, 'training');
  expect(store.getState().conversion.progress).toEqual({ step: 0, secondsLeft: null });
  await training.finishStep();
  expect(store.getState().conversion.progress).toEqual({ step: 1, secondsLeft: expect.any(Number) });
  expect(store.getState().conversion.run?.points).toHaveLength(1);
});

test('is outdated once the models that were converted are trained on, or are others', async () => {
  const { store, controls } = connected([quickTraining()]);
  const isOutdated = () => selectConversionIsOutdated(store.getState());
  expect(isOutdated()).toBe(false);
  store.setState(({ training }) => ({ training: { ...training, phase: 'resting', trained: { step: 400, set: SET } } }));
  controls.convert(SET, 5);
  await reached(store, 'training');
  await reached(store, 'resting');
  expect(isOutdated()).toBe(false);
  store.setState(({ training }) => ({ training: { ...training, phase: 'training' } }));
  expect(isOutdated()).toBe(true);
  store.setState(({ training }) => ({ training: { ...training, phase: 'resting', trained: null } }));
  expect(isOutdated()).toBe(true);
  store.getState().actions.showOwnModels(SET);
  expect(isOutdated()).toBe(false);
});

test('a conversion that is stopped keeps what was measured, and one that is begun anew tells nothing more', async () => {
  const [first, second] = [quickTraining(), quickTraining()];
  const { store, controls } = connected([first, second]);
  controls.convert(SET, 20);
  await reached(store, 'training');
  controls.stop();
  expect(first.isStopped).toBe(true);
  expect(store.getState().conversion).toMatchObject({ phase: 'resting', run: { percent: 20, steps: 80 } });
  const measured = store.getState().conversion.run?.points.length;
  expect(measured).toBeLessThan(13);
  controls.convert(SET, 5);
  await reached(store, 'training');
  await reached(store, 'resting');
  expect(store.getState().conversion.run).toMatchObject({ percent: 5, steps: 20 });
  expect(store.getState().conversion.run?.points).toHaveLength(11);
});

test('what fails says why: a diverging loss, a lost worker, a browser without workers', async () => {
  const [diverging, lost] = [fakeTraining(), fakeTraining()];
  const { store, controls } = connected([diverging, lost]);
  controls.convert(SET, 5);
  await reached(store, 'training');
  await diverging.finishStep();
  await diverging.failStep('The loss is no longer a number, at step 2.');
  await reached(store, 'failed');
  expect(store.getState().conversion.error).toBe('The loss is no longer a number, at step 2.');
  controls.convert(SET, 5);
  await lost.lose('The worker that trains was ended.');
  await reached(store, 'failed');
  expect(store.getState().conversion.error).toBe('The worker that trains was ended.');
  controls.convert(SET, 5);
  await reached(store, 'failed');
  expect(store.getState().conversion.error).toBe('This browser has no web workers.');
});

test('models that cannot be converted say why, and the conversion before them is ended', async () => {
  const before = fakeTraining();
  const { store, controls } = connected([before]);
  controls.convert(SET, 5);
  await reached(store, 'training');
  const { mha } = SET.models;
  controls.convert({ ...SET, models: { ...SET.models, mha: { ...mha, parameters: {} } } }, 5);
  await reached(store, 'failed');
  expect(before.isStopped).toBe(true);
  expect(store.getState().conversion.error).toBe('The model has no blocks.0.norm.weight.');
});
