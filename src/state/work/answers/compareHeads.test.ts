import { expect, it } from 'vitest';
import type { Analyst } from '../../../analysis/Analyst.ts';
import { openComparison } from '../../../attention/comparison/comparison.ts';
import type { RunRequest } from '../../../attention/run/request.ts';
import type { TrainedModel } from '../../../attention/trained/trainedModel.ts';
import { MECHANISMS } from '../../../attention/types.ts';
import type { Engine, RunResult } from '../../../engine/Engine.ts';
import { DEFAULT_SETTINGS, DEFAULT_TEXT, FIRST_VIEW } from '../../facts/settings.ts';
import { selectIsSettled } from '../../shown/isSettled.ts';
import { selectRequest } from '../../shown/wanted.ts';
import { type AppStore, createAppStore } from '../../store.ts';
import { createFakeAnalyst } from '../../testing/fakeAnalyst.ts';
import { createFakeEngine, fakeResult } from '../../testing/fakeEngine.ts';
import { flush, memoryStorage } from '../../testing/testDoubles.ts';
import { openDraft } from '../draft.ts';
import { endThreadWithPane } from './compareHeads.ts';
import { followAnswer } from './followAnswers.ts';

/** Follows the comparison alone, with its thread; returns what ends it. */
function followComparison(store: AppStore, engine: Engine, analyst: Analyst): () => void {
  const draft = openDraft(store);
  const sources = { engine, analyst, whenIdle: () => () => {} };
  const followers = [followAnswer(draft, 'comparison', sources), endThreadWithPane(draft, analyst)];
  return () => {
    for (const follower of followers) follower.stop();
  };
}

/** The picture of `request`: head h of each mechanism is filled with h + 1. */
function picture(request: RunRequest, stride: number): RunResult {
  const { length } = request.tokens;
  const cells = new Float32Array(16 * length * length).map((_, cell) => 1 + Math.floor(cell / length ** 2));
  const map = { numHeads: 16, numKvHeads: 4, sequenceLength: length, stride, side: length, cells };
  return { ...fakeResult(request), maps: Object.fromEntries(MECHANISMS.map((mechanism) => [mechanism, map])) };
}

const EMPTY = openComparison({ numHeads: 16, sequenceLength: 10, causal: true }).finish();

function setUp(stride = 1, settings = DEFAULT_SETTINGS) {
  const store = createAppStore({
    storage: memoryStorage,
    settings,
    // Nobody computes with it.
    loadModel: async () => ({}) as TrainedModel,
  });
  const { update, retry } = store.getState().actions;
  const engine = createFakeEngine();
  const analyst = createFakeAnalyst();
  const { calls } = analyst;
  const show = () => {
    const request = selectRequest(store.getState());
    if (request === null) throw new Error('There is nothing to answer.');
    store.setState({ engine: { phase: 'ready' }, result: picture(request, stride) });
  };
  update({ inspect: 'difference' });
  show();
  const stop = followComparison(store, engine, analyst);
  const comparison = () => store.getState().comparison;
  return { store, update, retry, engine, analyst, calls, show, stop, comparison };
}

it('compares the heads of the picture on screen while a pane shows it, and tells how far it is', async () => {
  const { store, calls, comparison } = setUp();
  expect(calls).toHaveLength(1);
  expect(comparison()).toEqual({ phase: 'awaited', progress: { done: 0, total: 16 }, known: null });
  expect(selectIsSettled(store.getState())).toBe(false);
  calls[0]?.onProgress(3);
  expect(comparison()).toMatchObject({ phase: 'awaited', progress: { done: 3, total: 16 } });
  calls[0]?.resolve(EMPTY);
  await flush();
  expect(comparison()).toMatchObject({ phase: 'here', known: { value: { numHeads: 16 } } });
  expect(comparison().known?.of).toEqual(selectRequest(store.getState()));
  expect(selectIsSettled(store.getState())).toBe(true);
});

it('compares nothing before a pane asks for it', () => {
  const { store, update, engine } = setUp();
  update({ inspect: null });
  const analyst = createFakeAnalyst();
  const { calls } = analyst;
  followComparison(store, engine, analyst);
  expect(calls).toHaveLength(0);
  update({ inspect: 'cell' });
  expect(calls).toHaveLength(0);
  update({ inspect: 'likeness' });
  expect(calls).toHaveLength(1);
});

it('gives whole heads away from the picture, which keeps its own', async () => {
  const { store, calls, engine } = setUp();
  const maps = await calls[0]?.heads.mapsOf(4);
  expect(maps?.gqa).toEqual(new Float32Array(100).fill(5));
  expect(maps?.gqa.buffer).not.toBe(store.getState().result?.maps.gqa?.cells.buffer);
  expect(calls[0]?.heads.sizes).toEqual({ numHeads: 16, sequenceLength: 10, causal: true });
  expect(engine.headsAsked).toHaveLength(0);
});

it('keeps every weight of trained heads, which are paired whatever their numbers, and none of random ones', async () => {
  const trained = setUp(1, { ...FIRST_VIEW, text: DEFAULT_TEXT });
  for (const head of [0, 15]) await trained.calls[0]?.heads.mapsOf(head);
  trained.calls[0]?.resolve(EMPTY);
  await flush();
  const { wholeMaps } = trained.comparison().known?.value ?? {};
  expect(wholeMaps?.mqa).toHaveLength(1_600);
  expect([wholeMaps?.gqa[99], wholeMaps?.gqa[100], wholeMaps?.gqa[1_599]]).toEqual([1, 0, 16]);
  const random = setUp();
  random.calls[0]?.resolve(EMPTY);
  await flush();
  expect(random.comparison().known?.value).not.toHaveProperty('wholeMaps');
});

it('asks the engine for each head of a long text', async () => {
  const { calls, engine } = setUp(4);
  const maps = calls[0]?.heads.mapsOf(4);
  const call = engine.headsAsked[0];
  expect(call?.asked[1]).toBe(4);
  const map = new Float32Array(100);
  call?.resolve({ request: call.request, queryHead: 4, attentionWeights: { mha: map, gqa: map, mqa: map } });
  expect((await maps)?.mqa).toBe(map);
});

it('gives up a comparison as soon as settings change, and compares the new picture', async () => {
  const { update, calls, show, comparison } = setUp();
  update({ seed: 8 });
  expect(calls[0]?.signal.aborted).toBe(true);
  calls[0]?.onProgress(9);
  expect(comparison()).toEqual({ phase: 'idle', known: null });
  show();
  expect(calls).toHaveLength(2);
  calls[0]?.resolve(EMPTY);
  await flush();
  expect(comparison()).toMatchObject({ phase: 'awaited', known: null });
  calls[1]?.resolve(EMPTY);
  await flush();
  expect(comparison().known?.of.config.seed).toBe(8);
});

it('ends with its pane, keeps what it found, and compares nothing twice', async () => {
  const { update, analyst, calls, comparison } = setUp();
  update({ inspect: 'code' });
  expect(calls[0]?.signal.aborted).toBe(true);
  expect(analyst.stops).toBe(1);
  update({ inspect: 'likeness' });
  calls[1]?.resolve(EMPTY);
  await flush();
  update({ inspect: null });
  expect(comparison()).toMatchObject({ phase: 'idle', known: { value: { numHeads: 16 } } });
  update({ inspect: 'difference' });
  expect(comparison().phase).toBe('here');
  expect(calls).toHaveLength(2);
});

it('ends its thread also where the pane is closed while a new picture is on its way', () => {
  const { update, analyst } = setUp();
  update({ seed: 8 });
  expect(analyst.stops).toBe(0);
  update({ inspect: null });
  expect(analyst.stops).toBe(1);
});

it('keeps working where one pane gives way to the other', () => {
  const { update, calls, comparison } = setUp();
  update({ inspect: 'likeness' });
  expect(calls).toHaveLength(1);
  expect(calls[0]?.signal.aborted).toBe(false);
  expect(comparison().phase).toBe('awaited');
});

it('says why a comparison failed, disturbs nothing else, and tries again when told to', async () => {
  const { store, retry, calls, comparison } = setUp();
  calls[0]?.reject(new Error('The engine was stopped.'));
  await flush();
  expect(comparison()).toMatchObject({ phase: 'failed', error: 'The engine was stopped.' });
  expect(store.getState().notices).toEqual([]);
  retry();
  expect(calls).toHaveLength(2);
  expect(comparison()).toEqual({ phase: 'awaited', progress: { done: 0, total: 16 }, known: null });
});

it('forgets the comparison with the engine whose numbers it is of', async () => {
  const { calls, stop, comparison, update, analyst } = setUp();
  calls[0]?.resolve(EMPTY);
  await flush();
  stop();
  expect(comparison()).toEqual({ phase: 'idle', known: null });
  expect(analyst.stops).toBe(1);
  update({ inspect: 'likeness' });
  expect(calls).toHaveLength(1);
});
