import { expect, it } from 'vitest';
import type { RunResult } from '../../../engine/Engine.ts';
import { selectIsSettled } from '../../shown/isSettled.ts';
import { selectFocusedHead } from '../../shown/pointing/focus.ts';
import { selectRequest } from '../../shown/wanted.ts';
import { createAppStore } from '../../store.ts';
import { createFakeAnalyst } from '../../testing/fakeAnalyst.ts';
import { createFakeEngine, fakeResult } from '../../testing/fakeEngine.ts';
import { flush, memoryStorage } from '../../testing/testDoubles.ts';
import { openDraft } from '../draft.ts';
import { followAnswer } from './followAnswers.ts';

/** A picture that stands still, its maps in blocks of `stride` × `stride`. */
function setUp(stride: number) {
  const store = createAppStore({ storage: memoryStorage });
  const request = selectRequest(store.getState());
  if (request === null) throw new Error('There is nothing to answer.');
  const map = { numHeads: 16, numKvHeads: 4, sequenceLength: 10, stride, side: 1, cells: new Float32Array() };
  const result: RunResult = { ...fakeResult(request), maps: { gqa: map } };
  store.setState({ engine: { phase: 'ready' }, result });
  const engine = createFakeEngine();
  const sources = { engine, analyst: createFakeAnalyst(), whenIdle: () => () => {} };
  const follower = followAnswer(openDraft(store), 'focus', sources);
  const { setHover, update } = store.getState().actions;
  return {
    engine,
    follower,
    update,
    state: store.getState,
    point: (queryHead: number) => setHover({ mechanism: 'gqa', queryHead, queryPosition: 3, keyPosition: 1 }),
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
  expect(state().focus.phase).toBe('awaited');
  expect(selectIsSettled(state())).toBe(false);
  await answer(0);
  expect(state().focus.phase).toBe('here');
  expect(selectFocusedHead(state())?.queryHead).toBe(5);
  leave();
  point(5);
  expect(engine.headsAsked).toHaveLength(1);
  expect(state().focus.phase).toBe('here');
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
  expect(state().focus.known).toBeNull();
  expect(engine.headsAsked).toHaveLength(1);
});

it('disturbs nothing where a fetch fails', async () => {
  const { engine, state, point } = setUp(4);
  point(5);
  engine.headsAsked[0]?.reject(new Error('The GPU lost its context.'));
  await flush();
  expect(state().focus).toMatchObject({ phase: 'failed', error: 'The GPU lost its context.' });
  expect(state().notices).toEqual([]);
  expect(selectIsSettled(state())).toBe(true);
});

it('fetches a head again that failed, when asked to retry', async () => {
  const { engine, state, point, answer } = setUp(4);
  point(5);
  engine.headsAsked[0]?.reject(new Error('The GPU lost its context.'));
  await flush();
  state().actions.retry();
  expect(state().focus.phase).toBe('awaited');
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
  expect(state().focus).toEqual({ phase: 'idle', known: null });
  expect(engine.headsAsked).toHaveLength(1);
});
