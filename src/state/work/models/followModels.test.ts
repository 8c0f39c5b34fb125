import { describe, expect, it } from 'vitest';
import { initialParameters } from '../../../attention/trained/parameters.ts';
import type { TrainedModel } from '../../../attention/trained/trainedModel.ts';
import type { ShippedModel } from '../../../catalog/shippedModels.ts';
import { TRAINED_MODELS } from '../../../catalog/trainedModels.ts';
import { DEFAULT_SETTINGS, FIRST_VIEW, type Settings } from '../../facts/settings.ts';
import { selectIsSettled } from '../../shown/isSettled.ts';
import { selectModelsProgress } from '../../shown/modelSelectors.ts';
import { selectConfig, selectRequest } from '../../shown/wanted.ts';
import { createAppStore } from '../../store.ts';
import { fakeResult } from '../../testing/fakeEngine.ts';
import { type Deferred, deferred, flush, memoryStorage } from '../../testing/testDoubles.ts';
import type { WhenIdle } from '../answers/follow.ts';
import type { ModelLoadOptions } from './loadModel.ts';

interface Load extends Deferred<TrainedModel> {
  readonly model: ShippedModel;
  readonly options: ModelLoadOptions;
}

const { recipe } = TRAINED_MODELS;

/** As much of a model as the state looks at. */
function modelOf({ numKvHeads }: Pick<ShippedModel, 'numKvHeads'>, numHeads = 16, dModel = 256): TrainedModel {
  const shape = { dModel, numHeads, numKvHeads };
  const card = { recipe, seed: 0, steps: 1, figures: {}, revision: 'abc' };
  return { shape, parameters: initialParameters({ dModel: 16, numHeads: 1, numKvHeads: 1 }, 0), card };
}

function setUp(settings: Settings = FIRST_VIEW, whenIdle?: WhenIdle) {
  const loads: Load[] = [];
  const store = createAppStore({
    storage: memoryStorage,
    settings,
    ...(whenIdle && { whenIdle }),
    loadModel(model, options) {
      const load = { model, options, ...deferred<TrainedModel>() };
      loads.push(load);
      return load.promise;
    },
  });
  const { update, retry, showOwnModels } = store.getState().actions;
  const phase = () => selectModelsProgress(store.getState()).phase;
  const finish = async () => {
    for (const { model, resolve } of loads) resolve(modelOf(model));
    await flush();
  };
  const asked = () => loads.map(({ model }) => model.numKvHeads);
  return { store, state: store.getState, update, retry, showOwnModels, loads, phase, finish, asked };
}

it('loads the three models on screen, each once, and no other', async () => {
  const { asked, phase, finish, update } = setUp();
  expect(asked()).toEqual([16, 4, 1]);
  expect(phase()).toBe('loading');
  await finish();
  expect(phase()).toBe('ready');
  update({ numKvHeads: 1 });
  update({ layer: 1 });
  update({ weights: 'random' });
  update({ weights: 'trained' });
  expect(asked()).toEqual([16, 4, 1]);
  update({ numKvHeads: 2 });
  expect(asked()).toEqual([16, 4, 1, 2]);
  expect(phase()).toBe('loading');
});

it('loads nothing for random weights', () => {
  const { asked, phase } = setUp(DEFAULT_SETTINGS);
  expect(asked()).toEqual([]);
  expect(phase()).toBe('none');
});

it('loads nothing for Train, and what Explore shows once it is there', async () => {
  const { asked, state, update, phase, finish, loads } = setUp({ ...FIRST_VIEW, screen: 'train' });
  expect(asked()).toEqual([]);
  expect(phase()).toBe('ready');
  update({ screen: 'explore' });
  expect(asked()).toEqual([16, 4, 1]);
  loads[0]?.reject(new Error('The server is asleep.'));
  await finish();
  expect(state().notices).toHaveLength(1);
  update({ screen: 'train' });
  expect(state().notices).toEqual([]);
  expect(asked()).toEqual([16, 4, 1]);
});

it('gives up what is not wanted any more, and hears no more of it', async () => {
  const { loads, update, finish, state, asked } = setUp();
  await finish();
  update({ numKvHeads: 8 });
  update({ numKvHeads: 2 });
  const [of8] = loads.filter(({ model }) => model.numKvHeads === 8);
  expect(of8?.options.signal.aborted).toBe(true);
  of8?.reject(new Error('Given up.'));
  await flush();
  expect(state().notices).toEqual([]);
  update({ numKvHeads: 8 });
  expect(asked()).toEqual([16, 4, 1, 8, 2, 8]);
});

it('adds up how far the models have come', () => {
  const { loads, state } = setUp();
  for (const { options } of loads) options.onProgress(1_000);
  const { loadedBytes, totalBytes } = selectModelsProgress(state());
  expect(loadedBytes).toBe(3_000);
  expect(totalBytes).toBe(loads.reduce((sum, { model }) => sum + model.bytes, 0));
});

it('computes with random weights as long as a model can’t be loaded, says so, and tries again past the cache', async () => {
  const { loads, state, retry, finish, phase } = setUp();
  loads[0]?.reject(new Error('The server is asleep.'));
  await finish();
  expect(phase()).toBe('failed');
  expect(selectConfig(state()).trained).toBeUndefined();
  expect(selectIsSettled(state())).toBe(false);
  expect(state().notices).toEqual([
    expect.objectContaining({
      text: 'The server is asleep. Until all three are there, weights are random.',
      action: 'retry',
    }),
  ]);
  retry();
  expect(loads).toHaveLength(4);
  expect(loads[3]?.options.cache).toBe('reload');
  expect(state().notices).toEqual([]);
  await finish();
  expect(selectConfig(state()).trained?.layer).toBe(1);
});

it('takes the user’s own models, with their sizes, and lets go of them for others', () => {
  const { state, showOwnModels, update } = setUp(DEFAULT_SETTINGS);
  const models = {
    mha: modelOf({ numKvHeads: 4 }, 4, 32),
    gqa: modelOf({ numKvHeads: 2 }, 4, 32),
    mqa: modelOf({ numKvHeads: 1 }, 4, 32),
  };
  update({ seed: 9, causal: false });
  showOwnModels({ title: 'small', models });
  expect(state().settings).toMatchObject({ weights: 'own', dModel: 32, numHeads: 4, numKvHeads: 2, causal: true });
  const first = selectConfig(state()).trained?.models;
  showOwnModels({ title: 'another', models });
  expect(selectConfig(state()).trained?.models).not.toEqual(first);
  update({ weights: 'trained' });
  expect(state().settings).toMatchObject({ dModel: 256, numHeads: 16, numKvHeads: 2, seed: 9 });
});

it('never names the user’s own models together with other models’ sizes', () => {
  const { store, showOwnModels } = setUp(DEFAULT_SETTINGS);
  const setOf = (numHeads: number, dModel: number) => ({
    title: `${dModel}`,
    models: {
      mha: modelOf({ numKvHeads: numHeads }, numHeads, dModel),
      gqa: modelOf({ numKvHeads: 2 }, numHeads, dModel),
      mqa: modelOf({ numKvHeads: 1 }, numHeads, dModel),
    },
  });
  showOwnModels(setOf(4, 32));
  const seen = new Set<string>();
  store.subscribe((state) => seen.add(`${state.models.own?.title} ${selectConfig(state).dModel}`));
  showOwnModels(setOf(8, 64));
  expect([...seen]).toEqual(['64 64']);
});

describe('at rest', () => {
  /** The first view, settled, with pauses that come when the test says so. */
  async function rested(settings = FIRST_VIEW) {
    let pending: (() => void) | null = null;
    const page = setUp(settings, (callback) => {
      pending = callback;
      return () => {};
    });
    await page.finish();
    const settle = () => {
      const request = selectRequest(page.state());
      if (request) page.store.setState({ engine: { phase: 'ready' }, result: fakeResult(request) });
    };
    settle();
    const pause = () => {
      const callback = pending;
      pending = null;
      callback?.();
    };
    return { ...page, settle, pause };
  }

  it('the models that nobody asked for yet come one after the other, without a word', async () => {
    const { asked, pause, finish, state, phase } = await rested();
    expect(asked()).toEqual([16, 4, 1]);
    pause();
    expect(asked()).toEqual([16, 4, 1, 8]);
    expect(phase()).toBe('ready');
    expect(selectIsSettled(state())).toBe(true);
    pause();
    expect(asked()).toEqual([16, 4, 1, 8]);
    await finish();
    pause();
    await finish();
    pause();
    expect(asked()).toEqual([16, 4, 1, 8, 2]);
    expect(state().notices).toEqual([]);
  });

  it('nothing is loaded ahead of random weights, nor while a picture is on its way', async () => {
    const random = await rested(DEFAULT_SETTINGS);
    random.pause();
    expect(random.asked()).toEqual([]);
    const { asked, pause, update, settle } = await rested();
    update({ text: 'another text' });
    pause();
    expect(asked()).toHaveLength(3);
    settle();
    pause();
    expect(asked()).toEqual([16, 4, 1, 8]);
  });

  it('what is asked for goes first, and what is on its way already counts', async () => {
    const { asked, pause, update, loads, phase, finish } = await rested();
    pause();
    update({ numKvHeads: 2 });
    expect(asked()).toEqual([16, 4, 1, 8, 2]);
    expect(loads[3]?.options.signal.aborted).toBe(true);
    update({ numKvHeads: 4 });
    pause();
    expect(asked()).toEqual([16, 4, 1, 8, 2, 8]);
    update({ numKvHeads: 8 });
    expect(asked()).toHaveLength(6);
    expect(phase()).toBe('loading');
    await finish();
    expect(phase()).toBe('ready');
  });

  it('a failure is silent until the model is asked for, and is then tried again past the cache', async () => {
    const { asked, pause, update, loads, state, phase, finish } = await rested();
    pause();
    loads[3]?.reject(new Error('The server is asleep.'));
    await flush();
    expect(state().notices).toEqual([]);
    expect(selectIsSettled(state())).toBe(true);
    pause();
    expect(asked()).toEqual([16, 4, 1, 8, 2]);
    await finish();
    pause();
    expect(asked()).toHaveLength(5);
    update({ numKvHeads: 8 });
    expect(phase()).toBe('loading');
    expect(loads[5]?.options.cache).toBe('reload');
  });

  it('a failure of what was asked for meanwhile is told', async () => {
    const { pause, update, loads, state } = await rested();
    pause();
    update({ numKvHeads: 8 });
    loads[3]?.reject(new Error('The server is asleep.'));
    await flush();
    expect(state().notices).toHaveLength(1);
  });
});
