import { expect, it } from 'vitest';
import { superseded } from '../../../errors/abort.ts';
import { FIRST_VIEW } from '../../facts/settings.ts';
import { selectAuditIsStale } from '../../shown/wanted.ts';
import { answer, answerAudit, setUp as connect } from '../../testing/controlledStore.ts';
import { flush } from '../../testing/testDoubles.ts';

const TEXT = 'to be or not to be that is to be or not to';

/** A page with trained models whose first picture is there, and Inspect open on a cell's arithmetic. */
async function setUp() {
  const page = connect({ ...FIRST_VIEW, text: TEXT, inspect: 'cell' });
  await flush();
  const engine = await page.start(0).succeed();
  await answer(engine, 0);
  page.pause();
  return { ...page, engine };
}

it('asks for labels after the self-checks and all that is looked at, and for likeness after labels', async () => {
  const { engine } = await setUp();
  expect([engine.traces, engine.nextWordsAsked, engine.audits].map(({ length }) => length)).toEqual([1, 1, 1]);
  await answerAudit(engine, 0);
  engine.nextWordsAsked[0]?.resolve({});
  await flush();
  expect(engine.labelsAsked).toHaveLength(0);
  engine.traces[0]?.reject(new Error('No.'));
  await flush();
  expect(engine.labelsAsked).toHaveLength(1);
  expect(engine.acrossAsked).toHaveLength(0);
  engine.labelsAsked[0]?.resolve({});
  await flush();
  expect(engine.acrossAsked).toHaveLength(1);
});

it('ends nothing that has begun because something is looked at meanwhile', async () => {
  const { engine, state, update } = await setUp();
  await answerAudit(engine, 0);
  engine.nextWordsAsked[0]?.resolve({});
  engine.traces[0]?.reject(new Error('No.'));
  await flush();
  update({ lockedCell: { queryHead: 0, queryPosition: 1, keyPosition: 1 } });
  expect(state().trace.phase).toBe('awaited');
  engine.labelsAsked[0]?.resolve({ mha: [] });
  await flush();
  expect(state().labels.phase).toBe('here');
});

it('asks again for whatever other work ended', async () => {
  const { engine, state, pause } = await setUp();
  engine.traces[0]?.reject(superseded());
  engine.nextWordsAsked[0]?.reject(superseded());
  engine.audits[0]?.reject(superseded());
  await flush();
  pause();
  await flush();
  expect([engine.traces, engine.nextWordsAsked, engine.audits].map(({ length }) => length)).toEqual([2, 2, 2]);
  expect([state().trace, state().nextWord, state().audit]).toEqual(Array(3).fill({ phase: 'awaited', known: null }));
});

it('tries whatever failed again on Retry, and that alone', async () => {
  const { engine, state, pause } = await setUp();
  const asked = () => [engine.traces, engine.nextWordsAsked, engine.audits].map(({ length }) => length);
  engine.traces[0]?.reject(new Error('The GPU is tired.'));
  engine.nextWordsAsked[0]?.resolve({});
  await flush();
  state().actions.retry();
  pause();
  expect(asked()).toEqual([2, 1, 1]);
  engine.audits[0]?.reject(new Error('The GPU is tired.'));
  await flush();
  expect(state().audit.phase).toBe('failed');
  state().actions.retry();
  pause();
  expect(asked()).toEqual([2, 1, 2]);
  expect([state().trace, state().audit]).toEqual(Array(2).fill({ phase: 'awaited', known: null }));
});

it('forgets with an engine what it made known, but for the self-checks, which the next one makes again', async () => {
  const { engine, state, start, pause } = await setUp();
  await answerAudit(engine, 0);
  engine.nextWordsAsked[0]?.resolve({});
  await flush();
  engine.lose('worker');
  await flush();
  expect([state().trace, state().nextWord, state().labels]).toEqual(Array(3).fill({ phase: 'idle', known: null }));
  expect(state().audit.phase).toBe('idle');
  expect(selectAuditIsStale(state())).toBe(false);
  engine.traces[0]?.reject(new Error('A consequence of that.'));
  await flush();
  expect(state().trace.phase).toBe('idle');
  const next = await start(1).succeed();
  pause();
  expect([next.traces, next.nextWordsAsked, next.audits].map(({ length }) => length)).toEqual([0, 0, 0]);
  await answer(next, 0);
  pause();
  expect([next.traces, next.nextWordsAsked, next.audits].map(({ length }) => length)).toEqual([1, 1, 1]);
  expect([engine.traces, engine.nextWordsAsked, engine.audits].map(({ length }) => length)).toEqual([1, 1, 1]);
});

it('asks again where more mechanisms come on screen, for what is worked out of each', async () => {
  const { state, start, pause } = connect({ ...FIRST_VIEW, text: TEXT });
  state().actions.setVisibleMechanisms(['gqa']);
  await flush();
  const engine = await start(0).succeed();
  await answer(engine, 0);
  engine.nextWordsAsked[0]?.resolve({});
  pause();
  await answerAudit(engine, 0);
  state().actions.setVisibleMechanisms(['mha', 'gqa', 'mqa']);
  await answer(engine, 1);
  pause();
  expect(engine.nextWordsAsked.map(({ request: { mechanisms } }) => mechanisms.length)).toEqual([1, 3]);
  expect(engine.audits).toHaveLength(1);
});
