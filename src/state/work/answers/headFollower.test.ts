import { expect, it } from 'vitest';
import type { RunResult } from '../../../engine/Engine.ts';
import { selectDataState } from '../../shown/dataState.ts';
import { selectFocusedHead } from '../../shown/focus.ts';
import { selectRequest } from '../../shown/wanted.ts';
import { createAppStore } from '../../store.ts';
import { createFakeEngine, fakeResult } from '../../testing/fakeEngine.ts';
import { flush, memoryStorage } from '../../testing/testDoubles.ts';
import { followHead } from './headFollower.ts';

/** A picture that stands still, its maps in blocks of `stride` × `stride`. */
function setUp(stride: number) {
  const store = createAppStore({ storage: memoryStorage });
  const request = selectRequest(store.getState());
  if (request === null) throw new Error('There is nothing to answer.');
  const map = { numHeads: 16, numKvHeads: 4, sequenceLength: 10, stride, side: 1, cells: new Float32Array() };
  const result: RunResult = { ...fakeResult(request), maps: { gqa: map } };
  store.setState({ engine: { phase: 'ready' }, result });
  const engine = createFakeEngine();
  const follower = followHead(store, engine);
  const { setHover, update } = store.getState().actions;
  return {
    engine,
    follower,
    update,
    state: store.getState,
    point: (queryHead: number) => setHover({ queryHead, queryPosition: 3, keyPosition: 1 }),
    leave: () => setHover(null),
    async answer(index: number) {
      const call = engine.headsAsked[index];
      call?.resolve({ request: call.request, queryHead: call.asked[1], attentionWeights: {} });
      await flush();
    },
  };
}

it('fetches the head of the lit cell whole where maps show blocks, once', async () => {
  const { engine, state, point, leave, answer } = setUp(4);
  expect(engine.headsAsked).toHaveLength(0);
  point(5);
  expect(engine.headsAsked.map(({ asked: [, queryHead] }) => queryHead)).toEqual([5]);
  expect(state().focus.phase).toBe('loading');
  expect(selectDataState(state())).toBe('running');
  await answer(0);
  expect(state().focus.phase).toBe('ready');
  expect(selectFocusedHead(state())?.queryHead).toBe(5);
  leave();
  point(5);
  expect(engine.headsAsked).toHaveLength(1);
  expect(state().focus.phase).toBe('ready');
});

it('fetches nothing where maps show every weight', () => {
  const { engine, state, point } = setUp(1);
  point(5);
  expect(engine.headsAsked).toHaveLength(0);
  expect(state().focus.phase).toBe('idle');
});

it('fetches the last of the heads that the pointer crossed, not each', async () => {
  const { engine, state, point, answer } = setUp(4);
  for (const head of [1, 2, 3, 4]) point(head);
  await answer(0);
  expect(engine.headsAsked.map(({ asked: [, queryHead] }) => queryHead)).toEqual([1, 4]);
  expect(selectFocusedHead(state())).toBeNull();
  await answer(1);
  expect(selectFocusedHead(state())?.queryHead).toBe(4);
});

it('takes no head of a picture that gave way', async () => {
  const { engine, state, point, update, answer } = setUp(4);
  point(5);
  update({ seed: 8 });
  expect(state().focus.phase).toBe('idle');
  await answer(0);
  expect(state().focus.head).toBeNull();
  expect(engine.headsAsked).toHaveLength(1);
});

it('disturbs nothing where a fetch fails', async () => {
  const { engine, state, point } = setUp(4);
  point(5);
  engine.headsAsked[0]?.reject(new Error('The GPU lost its context.'));
  await flush();
  expect(state().focus.phase).toBe('failed');
  expect(state().notices).toEqual([]);
  expect(selectDataState(state())).toBe('settled');
});

it('fetches a head again that failed, when asked to retry', async () => {
  const { engine, state, point, answer } = setUp(4);
  point(5);
  engine.headsAsked[0]?.reject(new Error('The GPU lost its context.'));
  await flush();
  state().actions.retry();
  expect(state().focus.phase).toBe('loading');
  await answer(1);
  expect(selectFocusedHead(state())?.queryHead).toBe(5);
  state().actions.retry();
  expect(engine.headsAsked).toHaveLength(2);
});

it('forgets the head with the engine that computed it', async () => {
  const { engine, state, point, answer, follower } = setUp(4);
  point(5);
  await answer(0);
  follower.stop();
  point(6);
  expect(state().focus).toEqual({ phase: 'idle', head: null });
  expect(engine.headsAsked).toHaveLength(1);
});
