import { expect, it } from 'vitest';
import { createAppStore } from '../../store.ts';
import { memoryStorage } from '../../testing/testDoubles.ts';
import { FIRST_VIEW } from '../settings.ts';

function setUp() {
  const loadModel = () => new Promise<never>(() => {});
  const store = createAppStore({ storage: memoryStorage, settings: FIRST_VIEW, loadModel });
  const { update } = store.getState().actions;
  return { update, settings: () => store.getState().settings };
}

const CHOSEN = { dModel: 64, numHeads: 8, numKvHeads: 2, causal: false, bias: false, kvRule: 'independent' } as const;

it('random weights come back with the settings that they had before trained ones', () => {
  const { update, settings } = setUp();
  update({ weights: 'random' });
  update({ ...CHOSEN, text: 'some words' });
  update({ weights: 'trained' });
  expect(settings()).toMatchObject({ dModel: 256, numHeads: 16, causal: true, bias: true });
  update({ text: 'other words', seed: 9 });
  update({ weights: 'random' });
  expect(settings()).toMatchObject({ ...CHOSEN, text: 'other words', seed: 9 });
});

it('a link to trained weights leaves no set-up behind of what was there before it was opened', () => {
  const store = createAppStore({ storage: memoryStorage, loadModel: () => new Promise<never>(() => {}) });
  const { openLink, update } = store.getState().actions;
  openLink(FIRST_VIEW, []);
  update({ weights: 'random' });
  expect(store.getState().settings.kvRule).toBe('rescaled');
});

it('KV heads chosen over trained weights stay where the query heads are as many', () => {
  const { update, settings } = setUp();
  update({ weights: 'random' });
  update({ positions: false });
  update({ weights: 'trained' });
  update({ numKvHeads: 8 });
  update({ weights: 'random' });
  expect(settings()).toMatchObject({ numHeads: 16, numKvHeads: 8, positions: false });
});

it('what is asked for together with random weights counts, and without an earlier set-up only the rule for K and V moves', () => {
  const { update, settings } = setUp();
  update({ numKvHeads: 2 });
  update({ weights: 'random' });
  expect(settings()).toEqual({ ...FIRST_VIEW, weights: 'random', kvRule: 'rescaled', numKvHeads: 2 });
  update(CHOSEN);
  update({ weights: 'trained' });
  update({ weights: 'random', numHeads: 4, causal: true });
  expect(settings()).toMatchObject({ ...CHOSEN, numHeads: 4, causal: true });
});
