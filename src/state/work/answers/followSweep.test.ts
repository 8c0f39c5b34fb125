import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../facts/settings.ts';
import { NO_SWEEP } from '../../shown/sweep/sweepPlan.ts';
import { selectSweepProgress, selectSweptPoints } from '../../shown/sweep/sweptPoints.ts';
import { selectRequest } from '../../shown/wanted.ts';
import { createAppStore } from '../../store.ts';
import { createFakeEngine, fakeResult } from '../../testing/fakeEngine.ts';
import { flush, memoryStorage } from '../../testing/testDoubles.ts';
import { openDraft } from '../draft.ts';
import { followSweep } from './followSweep.ts';

/** Three numbers of KV heads: 1, 2 and 4. */
const SMALL: Partial<Settings> = { dModel: 16, numHeads: 4, numKvHeads: 2, inspect: 'distance' };

/** A picture that stands still, looked at with Inspect open on `distance`. */
function setUp(settings: Partial<Settings> = {}) {
  const store = createAppStore({ storage: memoryStorage, settings: { ...DEFAULT_SETTINGS, ...SMALL, ...settings } });
  const { actions } = store.getState();
  const settle = () => {
    const request = selectRequest(store.getState());
    store.setState({ engine: { phase: 'ready' }, run: { phase: 'idle' }, result: request && fakeResult(request) });
  };
  settle();
  const engine = createFakeEngine();
  const pauses: (() => void)[] = [];
  const follower = followSweep(openDraft(store), engine, (callback) => {
    pauses.push(callback);
    return () => pauses.splice(0);
  });
  const asked = () => engine.distancesAsked.map(({ request: { config } }) => [config.seed, config.numKvHeads]);
  return {
    ...{ store, engine, follower, actions, settle, asked },
    pause() {
      for (const callback of pauses.splice(0)) callback();
    },
    state: store.getState,
    sweep: () => store.getState().sweep,
    async answer(distance: number) {
      engine.distancesAsked.at(-1)?.resolve(distance);
      await flush();
    },
    async fail(name: string) {
      const error = new Error('The GPU is out of breath.');
      error.name = name;
      engine.distancesAsked.at(-1)?.reject(error);
      await flush();
    },
  };
}

it('measures every valid number of KV heads, one after the other, and counts them', async () => {
  const { state, asked, answer } = setUp();
  expect(asked()).toEqual([[7, 1]]);
  expect(selectSweepProgress(state())).toEqual({ phase: 'running', measured: 0, planned: 3 });
  await answer(0.75);
  expect(selectSweepProgress(state())).toEqual({ phase: 'running', measured: 1, planned: 3 });
  await answer(0.5);
  await answer(0);
  expect(asked()).toEqual([
    [7, 1],
    [7, 2],
    [7, 4],
  ]);
  expect(selectSweepProgress(state())).toEqual({ phase: 'ready', measured: 3, planned: 3 });
  expect(selectSweptPoints(state()).map(({ numKvHeads, distance }) => [numKvHeads, distance])).toEqual([
    [1, 0.75],
    [2, 0.5],
    [4, 0],
  ]);
});

it('sets cache bytes of the cache chart’s layers, sequences and elements beside each distance', () => {
  const { state, actions } = setUp({ cacheLayers: 3, cacheSequences: 5, cacheElement: 'fp16' });
  // 2 × 3 layers × KV heads × 4 d_k × 10 tokens × 5 sequences × 2 B
  expect(selectSweptPoints(state()).map(({ cacheBytes }) => cacheBytes)).toEqual([2400, 4800, 9600]);
  actions.update({ cacheElement: 'fp32' });
  expect(selectSweptPoints(state()).map(({ cacheBytes }) => cacheBytes)).toEqual([4800, 9600, 19_200]);
});

it('measures nothing while Inspect shows something else, or the picture is on its way', () => {
  const { store, asked, actions } = setUp({ inspect: 'code' });
  expect(asked()).toEqual([]);
  store.setState({ run: { phase: 'running' } });
  actions.update({ inspect: 'distance' });
  expect(asked()).toEqual([]);
  store.setState({ run: { phase: 'idle' }, audit: { phase: 'awaited', known: null } });
  expect(asked()).toEqual([]);
  store.setState({ audit: { phase: 'here', known: null } });
  expect(asked()).toEqual([[7, 1]]);
});

it('keeps what is measured when only GQA’s KV heads change, and goes on once the picture is there', async () => {
  const { sweep, asked, answer, fail, actions, settle } = setUp();
  await answer(0.75);
  actions.update({ numKvHeads: 4 });
  await fail('AbortError');
  expect(sweep().distances).toHaveLength(1);
  expect(asked()).toHaveLength(2);
  settle();
  expect(asked()).toEqual([
    [7, 1],
    [7, 2],
    [7, 2],
  ]);
  await answer(0.5);
  expect(sweep().distances.map(({ distance }) => distance)).toEqual([0.75, 0.5]);
});

it('asks again when something went before, where the picture already stands still again', async () => {
  const { sweep, asked, fail } = setUp();
  await fail('AbortError');
  expect(sweep().measured.phase).toBe('awaited');
  expect(asked()).toEqual([
    [7, 1],
    [7, 1],
  ]);
});

it.each([
  { what: 'text', patch: { text: 'other words' } },
  { what: 'seed', patch: { seed: 8 } },
  { what: 'mask', patch: { causal: false } },
  { what: 'rule for K and V', patch: { kvRule: 'independent' } },
] as const)('starts anew with another $what, and takes no late answer', async ({ patch }) => {
  const { sweep, asked, answer, actions, settle } = setUp();
  await answer(0.75);
  actions.update(patch);
  expect(sweep().distances).toEqual([]);
  await answer(0.5);
  expect(sweep().distances).toEqual([]);
  settle();
  expect(asked()).toHaveLength(3);
  expect(asked()[2]?.[1]).toBe(1);
});

it('measures a spread over ten seeds on request, seed by seed, after the largest of them 0', async () => {
  const { state, sweep, asked, answer, actions } = setUp({ seed: 2 ** 32 - 3 });
  for (const distance of [3, 2, 0]) await answer(distance);
  actions.setSpread(true);
  expect(selectSweepProgress(state())).toEqual({ phase: 'running', measured: 3, planned: 30 });
  for (let index = 1; index < 10; index++) for (const distance of [3 + index, 2, 0]) await answer(distance);
  const seeds = asked().map(([seed]) => seed);
  expect([...new Set(seeds)]).toEqual([2 ** 32 - 3, 2 ** 32 - 2, 2 ** 32 - 1, 0, 1, 2, 3, 4, 5, 6]);
  expect(asked()).toHaveLength(30);
  expect(selectSweepProgress(state()).phase).toBe('ready');
  expect(selectSweptPoints(state())[0]).toEqual({
    numKvHeads: 1,
    cacheBytes: 320,
    exactCacheBytes: 320,
    distance: 3,
    spread: { least: 3, median: 7.5, most: 12, count: 10 },
  });
  expect(sweep().spread).toBe('wanted');
  // Done: other settings cancel nothing.
  actions.update({ seed: 8 });
  expect(sweep().spread).toBe('none');
});

it('stops a spread when told to, keeps what it has, and goes on from there', async () => {
  const { state, sweep, asked, answer, actions } = setUp();
  for (const distance of [3, 2, 0]) await answer(distance);
  actions.setSpread(true);
  for (const distance of [4, 2, 0, 5]) await answer(distance);
  actions.setSpread(false);
  await answer(9);
  expect(sweep().distances).toHaveLength(7);
  expect(selectSweepProgress(state())).toMatchObject({ phase: 'ready', measured: 7 });
  expect(selectSweptPoints(state()).map(({ spread }) => spread?.count)).toEqual([3, 2, 2]);
  actions.setSpread(true);
  expect(asked().at(-1)).toEqual([9, 2]);
});

it('says that a spread was cancelled when other settings come, until another is asked for', async () => {
  const { sweep, answer, actions, settle } = setUp();
  for (const distance of [3, 2, 0, 3]) await answer(distance);
  actions.setSpread(true);
  actions.update({ text: 'other' });
  expect(sweep()).toMatchObject({ distances: [], spread: 'cancelled' });
  actions.update({ text: 'other words' });
  expect(sweep().spread).toBe('cancelled');
  settle();
  actions.setSpread(true);
  expect(sweep().spread).toBe('wanted');
});

it('measures a spread that was asked for before there was an engine', async () => {
  const store = createAppStore({ storage: memoryStorage, settings: { ...DEFAULT_SETTINGS, ...SMALL } });
  store.getState().actions.setSpread(true);
  expect(selectSweepProgress(store.getState())).toEqual({ phase: 'running', measured: 0, planned: 30 });
  followSweep(openDraft(store), createFakeEngine(), () => () => {});
  expect(store.getState().sweep.spread).toBe('wanted');
});

it('tells what failed in a sentence, and measures nothing more before it is asked to', async () => {
  const { state, sweep, asked, answer, fail, actions } = setUp();
  await answer(0.75);
  await fail('Error');
  expect(sweep().measured).toMatchObject({ phase: 'failed', error: 'The GPU is out of breath.' });
  expect(selectSweepProgress(state())).toEqual({ phase: 'failed', measured: 1, planned: 3 });
  expect(asked()).toHaveLength(2);
  actions.retry();
  expect(asked()).toHaveLength(3);
  await answer(0.5);
  expect(sweep().distances).toHaveLength(2);
});

it('has nothing to measure without a text', () => {
  const { state, asked } = setUp({ text: '' });
  expect(asked()).toEqual([]);
  expect(selectSweepProgress(state()).phase).toBe('empty');
});

it('forgets what an engine measured that is gone, and takes no late answer', async () => {
  const { sweep, follower, answer, actions } = setUp();
  await answer(0.75);
  actions.setSpread(true);
  follower.stop();
  await answer(0.5);
  expect(sweep()).toEqual({ ...NO_SWEEP, spread: 'cancelled' });
});

it('measures for the stops of KV heads at rest, one after the other, while no pane is open', async () => {
  const { asked, answer, pause } = setUp({ inspect: null });
  expect(asked()).toEqual([]);
  pause();
  expect(asked()).toEqual([[7, 1]]);
  await answer(0.75);
  expect(asked()).toHaveLength(1);
  pause();
  expect(asked()).toEqual([
    [7, 1],
    [7, 2],
  ]);
});

it.each([
  ['a layer costs too much', { dModel: 1024, text: 'be '.repeat(40) }],
  ['Present shows no stops', { present: true }],
  ['Train is on screen', { screen: 'train' as const }],
])('measures nothing for the stops where %s', (_, settings) => {
  const { asked, pause } = setUp({ inspect: null, ...settings });
  pause();
  expect(asked()).toEqual([]);
});
