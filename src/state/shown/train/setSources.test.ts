import { expect, test } from 'vitest';
import { SHIPPED_RECIPE } from '../../../attention/trained/recipe.ts';
import type { ModelSet, TrainedModel } from '../../../attention/trained/trainedModel.ts';
import { createAppStore } from '../../store.ts';
import { selectSetSources } from './setSources.ts';

const modelOf = (numKvHeads: number): TrainedModel => ({
  shape: { dModel: 32, numHeads: 4, numKvHeads },
  parameters: {},
  card: { recipe: SHIPPED_RECIPE, seed: 0, steps: 10, figures: {}, revision: 'abc' },
});
const setOf = (title: string): ModelSet => ({
  title,
  models: { mha: modelOf(4), gqa: modelOf(2), mqa: modelOf(1) },
});

test('the sets of models are those of the Train screen and those opened, and one that is both is one', () => {
  const store = createAppStore({ storage: () => ({ getItem: () => null, setItem: () => {} }) });
  const sources = () => selectSetSources(store.getState()).map(({ id, set }) => `${id}: ${set.title}`);
  expect(sources()).toEqual([]);
  store.getState().actions.showOwnModels(setOf('opened'));
  expect(sources()).toEqual(['own: opened']);
  expect(selectSetSources(store.getState())).toBe(selectSetSources(store.getState()));
  const trained = { step: 10, set: setOf('trained') };
  store.setState(({ training }) => ({ training: { ...training, trained } }));
  expect(sources()).toEqual(['trained: trained', 'own: opened']);
  store.getState().actions.showOwnModels(trained.set);
  expect(sources()).toEqual(['trained: trained']);
});
