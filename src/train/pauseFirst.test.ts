import { expect, test } from 'vitest';
import { curveRecorder } from '../state/facts/train/curves.ts';
import type { TrainingState } from '../state/facts/train/trainingState.ts';
import { DEFAULT_TRAIN } from '../state/facts/train/trainSetup.ts';
import { createAppStore } from '../state/store.ts';
import { memoryStorage } from '../state/testing/testDoubles.ts';
import { pauseFirst } from './pauseFirst.ts';

const figures = { asked: 1, loss: 4, accuracy: 0.5 };
const questions = { previous: figures, twoBack: figures, first: figures, mark: figures, induction: figures };
const step = { loss: 4, accuracy: 0.5, questions };

test('models that train are paused, and read, before anything is done with them', () => {
  const store = createAppStore({ storage: memoryStorage });
  const wordsWhile = (patch: Partial<TrainingState>) => {
    store.setState(({ training }) => ({ training: { ...training, ...patch } }));
    return pauseFirst(store.getState(), 'convert');
  };
  expect(pauseFirst(store.getState(), 'convert')).toBeUndefined();
  const recorder = curveRecorder(300);
  recorder.add({ mha: step, gqa: step, mqa: step });
  const run = { setup: DEFAULT_TRAIN, curves: recorder.snapshot() };
  expect(wordsWhile({ phase: 'training', run })).toBe('Training changes the models with each step: pause to convert.');
  expect(wordsWhile({ phase: 'resting' })).toBe('Reading the models at step 1 …');
});
