import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../facts/settings.ts';
import { DEFAULT_TRAIN, type TrainSetup } from '../../facts/train/trainSetup.ts';
import { selectTrainMaps, selectTrainMapsAreStale } from '../../shown/train/trainMaps.ts';
import {
  selectIsUntaken,
  selectTrainedIsBehind,
  selectTrainIsOutdated,
  selectTrainStep,
} from '../../shown/train/trainSelectors.ts';
import { createAppStore } from '../../store.ts';
import { type FakeTraining, fakeTraining } from '../../testing/fakeTraining.ts';
import { flush, memoryStorage } from '../../testing/testDoubles.ts';
import { connectTraining } from './trainController.ts';

async function setUp(settings: Partial<Settings> = { screen: 'train' }) {
  const store = createAppStore({ storage: memoryStorage, settings: { ...DEFAULT_SETTINGS, ...settings } });
  const trainings: FakeTraining[] = [];
  const controls = connectTraining(store, {
    createTraining() {
      const training = fakeTraining();
      trainings.push(training);
      return training;
    },
    wasmPath: '',
  });
  await flush();
  const { update } = store.getState().actions;
  return {
    store,
    controls,
    trainings,
    newest: () => trainings.at(-1) as FakeTraining,
    update,
    change: (patch: Partial<TrainSetup>) => update({ train: { ...store.getState().settings.train, ...patch } }),
    training: () => store.getState().training,
    step: () => selectTrainStep(store.getState()),
  };
}

describe('the training', () => {
  it('begins when its screen is first shown, with MHA, GQA and MQA of the set-up, and shows the text before any step', async () => {
    const { update, trainings, newest, training } = await setUp({ screen: 'explore' });
    expect([trainings.length, training().phase]).toEqual([0, 'closed']);
    update({ screen: 'train' });
    await flush();
    expect(newest().plans[0]?.lanes.map(({ id, shape }) => [id, shape.numKvHeads])).toEqual([
      ['mha', 4],
      ['gqa', 2],
      ['mqa', 1],
    ]);
    expect(training()).toMatchObject({ phase: 'resting', status: { backend: 'wasm' }, maps: { step: 0 } });
  });

  it('steps until it is paused, at most the step under way, and asks for nothing while it rests', async () => {
    const { controls, newest, training, step } = await setUp();
    controls.train();
    await flush();
    await newest().finishStep();
    expect([newest().pending.length, training().phase]).toEqual([1, 'training']);
    controls.pause();
    await newest().finishStep();
    expect([step(), newest().pending.length, training().phase]).toEqual([2, 0, 'resting']);
    expect(training().run?.curves.gqa.loss.slice(0, 2)).toEqual(Float32Array.of(3.9, 3.8));
  });

  it('shows no maps of a text that is blank, which has no tokens', async () => {
    const { store, update } = await setUp();
    expect(selectTrainMaps(store.getState())).not.toBeNull();
    update({ text: ' ' });
    await flush();
    expect(selectTrainMaps(store.getState())).toBeNull();
  });

  it('makes one step when asked for one', async () => {
    const { controls, newest, step, training } = await setUp();
    controls.step();
    await newest().finishStep();
    expect([step(), newest().pending.length, training().phase]).toEqual([1, 0, 'resting']);
  });

  it('rests after the last step, and keeps what was learned', async () => {
    const { controls, newest, training, change } = await setUp();
    change({ steps: 100 });
    await flush();
    controls.train();
    for (let step = 0; step < 100; step++) await newest().finishStep();
    expect([training().phase, newest().pending.length]).toEqual(['resting', 0]);
    expect(training().trained?.step).toBe(100);
    expect(training().trained?.set.models.mqa).toMatchObject({ card: { steps: 100, figures: { loss: 3 } } });
    controls.train();
    expect(training().phase).toBe('resting');
  });

  it('keeps no models whose last step left what is not a number, and says so', async () => {
    const { controls, newest, training } = await setUp();
    controls.step();
    newest().parameters = async () => ({ mha: {}, gqa: { 'norm.bias': Float32Array.of(0, NaN) }, mqa: {} });
    await newest().finishStep();
    expect([training().phase, training().trained]).toEqual(['failed', null]);
    expect(training().error).toBe('GQA: step 1 left weights that are not finite. A lower learning rate may help.');
  });

  it('goes on while another screen is shown', async () => {
    const { controls, newest, update, step } = await setUp();
    controls.train();
    update({ screen: 'explore' });
    await newest().finishStep();
    controls.pause();
    await newest().finishStep();
    expect(step()).toBe(2);
  });

  it('begins with another set-up at once before the first step, and only when asked after it', async () => {
    const { controls, newest, change, store, step } = await setUp();
    change({ numKvHeads: 4 });
    await flush();
    expect(newest().plans.at(-1)?.lanes[1]?.shape.numKvHeads).toBe(4);
    controls.step();
    await newest().finishStep();
    change({ numKvHeads: 1, learningRate: 0.05 });
    await flush();
    expect([newest().plans.length, selectTrainIsOutdated(store.getState()), step()]).toEqual([2, true, 1]);
    controls.reset();
    await flush();
    expect(newest().plans.at(-1)).toMatchObject({ recipe: { learningRate: 0.05 } });
    expect([selectTrainIsOutdated(store.getState()), step()]).toEqual([false, 0]);
  });

  it('keeps the curves of the run before, until nothing was trained between two resets', async () => {
    const { controls, newest, change, training } = await setUp();
    controls.step();
    await newest().finishStep();
    controls.reset();
    await flush();
    expect(training().previous?.curves.mha.steps).toBe(1);
    change({ seed: 5 });
    await flush();
    expect(training().previous?.curves.mha.steps).toBe(1);
    controls.reset();
    expect(training().previous).toBeNull();
  });

  it('forgets a step that a reset overtook', async () => {
    const { controls, newest, step, training } = await setUp();
    controls.train();
    await flush();
    controls.reset();
    await flush();
    await newest().finishStep();
    expect([step(), training().phase]).toEqual([0, 'resting']);
  });

  it('shows another text and another layer without a step, and says so until they have come', async () => {
    const { update, change, newest, store, training } = await setUp();
    update({ text: 'one two one' });
    expect(selectTrainMapsAreStale(store.getState())).toBe(true);
    await flush();
    expect(selectTrainMapsAreStale(store.getState())).toBe(false);
    change({ layer: 1 });
    await flush();
    expect(newest().asked.at(-1)).toMatchObject({ keys: ['one', 'two', 'one'], layer: 0 });
    expect(training().maps?.cells['mha']).toHaveLength(36);
  });

  it('stops with the sentence where a loss diverges, which Train itself says, and begins anew on Reset', async () => {
    const { controls, newest, training, store } = await setUp();
    controls.train();
    await flush();
    await newest().failStep('GQA: The loss is no longer a number, at step 7. A lower learning rate than 1 may help.');
    expect(training()).toMatchObject({ phase: 'failed', error: expect.stringContaining('at step 7') });
    expect(store.getState().notices).toEqual([]);
    store.getState().actions.retry();
    expect(training().phase).toBe('failed');
    controls.reset();
    await flush();
    expect(training().phase).toBe('resting');
  });

  it('tells of a failure by a notice while another screen is shown, until Train is', async () => {
    const { controls, newest, update, store } = await setUp();
    controls.train();
    update({ screen: 'explore' });
    await flush();
    await newest().failStep('GQA: The loss is no longer a number, at step 7.');
    expect(store.getState().notices).toMatchObject([
      { kind: 'error', text: 'Train: GQA: The loss is no longer a number, at step 7.' },
    ]);
    update({ screen: 'train' });
    expect(store.getState().notices).toEqual([]);
  });

  it('has models to take away of the last step alone, and something to lose until they are taken', async () => {
    const { controls, newest, store, training } = await setUp();
    const facts = () => [selectTrainedIsBehind(store.getState()), selectIsUntaken(store.getState())];
    expect(facts()).toEqual([false, false]);
    controls.train();
    await flush();
    await newest().finishStep();
    expect(facts()).toEqual([true, true]);
    controls.pause();
    await newest().finishStep();
    expect(facts()).toEqual([false, true]);
    expect(training().trained?.set.title).toBe('small, GQA with 2 KV heads, seed 0, at step 2 of 300');
    controls.markTaken();
    expect(facts()).toEqual([false, false]);
    controls.train();
    expect(facts()).toEqual([true, false]);
    await newest().finishStep();
    await newest().failStep('It was lost.');
    expect(facts()).toEqual([false, false]);
    controls.reset();
    expect(facts()).toEqual([false, false]);
  });

  it('tells of a lost worker, and takes another on Reset', async () => {
    const { controls, newest, trainings, training } = await setUp();
    await newest().lose('The worker that trains was ended.');
    expect(training()).toMatchObject({ phase: 'failed', error: 'The worker that trains was ended.' });
    controls.reset();
    await flush();
    expect([trainings.length, training().phase]).toEqual([2, 'resting']);
  });

  it('takes a learning rate that is none, and KV heads that do not divide, to the nearest that are', async () => {
    const { change, store } = await setUp();
    change({ learningRate: 0.012, numKvHeads: 3, seed: -4, phrasePercent: Number.NaN });
    expect(store.getState().settings.train).toEqual({ ...DEFAULT_TRAIN, learningRate: 0.01 });
  });
});
