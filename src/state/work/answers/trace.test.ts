import { expect, it } from 'vitest';
import type { CellTrace } from '../../../engine/Engine.ts';
import { selectIsSettled } from '../../shown/isSettled.ts';
import { selectShownTrace } from '../../shown/pointing/focus.ts';
import { selectRequest } from '../../shown/wanted.ts';
import { createAppStore } from '../../store.ts';
import { createFakeAnalyst } from '../../testing/fakeAnalyst.ts';
import { createFakeEngine, fakeResult } from '../../testing/fakeEngine.ts';
import { flush, memoryStorage } from '../../testing/testDoubles.ts';
import { openDraft } from '../draft.ts';
import { followAnswer } from './followAnswers.ts';

/** A picture that stands still, with Inspect closed. */
function setUp() {
  const store = createAppStore({ storage: memoryStorage });
  const settle = () => {
    const request = selectRequest(store.getState());
    if (request === null) throw new Error('There is nothing to answer.');
    store.setState({ engine: { phase: 'ready' }, result: fakeResult(request) });
  };
  settle();
  const engine = createFakeEngine();
  const sources = { engine, analyst: createFakeAnalyst(), whenIdle: () => () => {} };
  const follower = followAnswer(openDraft(store), 'trace', sources);
  const { update, retry } = store.getState().actions;
  return {
    engine,
    follower,
    settle,
    update,
    retry,
    state: store.getState,
    asked: () =>
      engine.traces.map(({ asked: [, { queryHead, queryPosition, keyPosition }] }) => [
        queryHead,
        queryPosition,
        keyPosition,
      ]),
    open: () => update({ inspect: 'cell', inspectHead: 5, inspectMechanism: 'mqa' }),
    lock: (keyPosition: number) => update({ lockedCell: { queryHead: 5, queryPosition: 3, keyPosition } }),
    async answer(index: number) {
      const call = engine.traces[index];
      call?.resolve({ ...TRACE, request: call.request, cell: call.asked[1] });
      await flush();
    },
  };
}

const none = new Float32Array();
const TRACE: Omit<CellTrace, 'request' | 'cell'> = {
  kvHead: 0,
  queryInput: none,
  keyInput: none,
  query: none,
  key: none,
  value: none,
  scores: none,
  weights: none,
  values: none,
  context: none,
  contribution: none,
  output: none,
  deviation: 0,
};

it('takes the inspected cell apart, once, while the arithmetic is open', async () => {
  const { engine, state, update, open, asked, answer } = setUp();
  expect(asked()).toEqual([]);
  open();
  expect(asked()).toEqual([[5, 9, 0]]);
  expect(engine.traces[0]?.asked[1].mechanism).toBe('mqa');
  expect(selectIsSettled(state())).toBe(false);
  await answer(0);
  expect(selectIsSettled(state())).toBe(true);
  expect(selectShownTrace(state())?.cell.queryHead).toBe(5);
  update({ inspect: 'flow' });
  expect(state().trace.phase).toBe('idle');
  update({ inspect: 'cell' });
  expect(state().trace.phase).toBe('here');
  expect(asked()).toHaveLength(1);
});

it('follows a moved cell, and skips those that it only passed', async () => {
  const { state, open, lock, asked, answer } = setUp();
  open();
  await answer(0);
  for (const keyPosition of [1, 2, 3]) lock(keyPosition);
  expect(selectShownTrace(state())?.cell.keyPosition).toBe(0);
  await answer(1);
  expect(asked().map(([, , key]) => key)).toEqual([0, 1, 3]);
  expect(state().trace.phase).toBe('awaited');
  expect(selectShownTrace(state())?.cell.keyPosition).toBe(1);
  await answer(2);
  expect(state().trace.phase).toBe('here');
  expect(selectShownTrace(state())?.cell.keyPosition).toBe(3);
});

it('shows the numbers of another picture no more once that is there', async () => {
  const { state, settle, open, update, asked, answer } = setUp();
  open();
  await answer(0);
  update({ seed: 8 });
  expect(state().trace.phase).toBe('idle');
  expect(selectShownTrace(state())).not.toBeNull();
  settle();
  expect(selectShownTrace(state())).toBeNull();
  expect(asked()).toHaveLength(2);
});

it('shows no numbers of the last picture once the text is empty, and again with the text', async () => {
  const { state, open, update, answer } = setUp();
  open();
  await answer(0);
  const { text } = state().settings;
  update({ text: '' });
  expect(selectShownTrace(state())).toBeNull();
  update({ text });
  expect(selectShownTrace(state())).not.toBeNull();
});

it('says why where the engine fails, and asks again on Retry', async () => {
  const { engine, state, open, retry, asked, answer } = setUp();
  open();
  engine.traces[0]?.reject(new Error('The GPU lost its context.'));
  await flush();
  expect(state().trace).toMatchObject({ phase: 'failed', error: 'The GPU lost its context.' });
  expect(state().notices).toEqual([]);
  expect(selectIsSettled(state())).toBe(true);
  retry();
  expect(asked()).toHaveLength(2);
  await answer(1);
  expect(state().trace.phase).toBe('here');
  expect(state().trace).not.toHaveProperty('error');
});

it('forgets the numbers with the engine that computed them', async () => {
  const { state, open, lock, follower, asked, answer } = setUp();
  open();
  await answer(0);
  follower.stop();
  lock(2);
  expect(state().trace).toEqual({ phase: 'idle', known: null });
  expect(asked()).toHaveLength(1);
});
