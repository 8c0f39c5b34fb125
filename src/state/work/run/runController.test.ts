import { describe, expect, it } from 'vitest';
import { NOT_FINITE } from '../../../engine/Engine.ts';
import { DEFAULT_SETTINGS } from '../../facts/settings.ts';
import { selectIsSettled } from '../../shown/isSettled.ts';
import { selectAuditIsStale, selectIsStale } from '../../shown/wanted.ts';
import { answer, answerAudit, setUp } from '../../testing/controlledStore.ts';
import { FAKE_STATUS } from '../../testing/fakeEngine.ts';
import { flush } from '../../testing/testDoubles.ts';

describe('a start', () => {
  it('queues what is to compute until the engine is ready, then runs it', async () => {
    const { state, start } = setUp();
    expect(state().run.phase).toBe('queued');
    const engine = await start(0).succeed();
    expect(state().engine).toEqual({ phase: 'ready', status: FAKE_STATUS });
    expect(state().run.phase).toBe('running');
    expect(engine.runs[0]?.request).toMatchObject({ mechanisms: ['mha', 'gqa', 'mqa'], config: { numKvHeads: 4 } });
    expect(engine.runs[0]?.request.tokens.slice(0, 2)).toEqual(['To', 'be']);
  });

  it('that falls back says why, dismissibly', async () => {
    const { state, start } = setUp();
    await start(0).succeed({ ...FAKE_STATUS, backend: 'cpu', fallbackReason: 'This browser gave no WebGL 2 context.' });
    expect(state().notices).toMatchObject([{ text: 'This browser gave no WebGL 2 context.', kind: 'warning' }]);
    state().actions.dismiss(state().notices[0]?.id ?? '');
    expect(state().notices).toEqual([]);
  });

  it('that fails says why, leaves the page unsettled, and is tried again on retry', async () => {
    const { state, start, starts } = setUp();
    await start(0).fail(new Error('No backend works here.'));
    expect(state().engine).toEqual({ phase: 'failed', error: 'No backend works here.' });
    expect(state().notices).toMatchObject([{ text: 'No backend works here.', action: 'retry' }]);
    expect(selectIsSettled(state())).toBe(false);
    state().actions.retry();
    expect(starts).toHaveLength(2);
    const engine = await start(1).succeed();
    expect(state().notices).toEqual([]);
    expect(engine.runs).toHaveLength(1);
  });
});

describe('runs', () => {
  it('settle when the run and its audit are there', async () => {
    const { state, start, pause } = setUp();
    const engine = await start(0).succeed();
    expect(selectIsSettled(state())).toBe(false);
    await answer(engine, 0);
    expect(state().run.phase).toBe('idle');
    expect(selectIsStale(state())).toBe(false);
    expect(selectIsSettled(state())).toBe(false);
    pause();
    await answerAudit(engine, 0);
    expect(state().audit.phase).toBe('here');
    expect(selectIsSettled(state())).toBe(true);
  });

  it('are one more, not four, after four quick changes during one', async () => {
    const { state, update, start } = setUp();
    const engine = await start(0).succeed();
    for (const numKvHeads of [8, 2, 1, 16]) update({ numKvHeads });
    expect(engine.runs).toHaveLength(1);
    await answer(engine, 0);
    expect(engine.runs.map(({ request }) => request.config.numKvHeads)).toEqual([4, 16]);
    expect(selectIsStale(state())).toBe(true);
    await answer(engine, 1);
    expect(engine.runs).toHaveLength(2);
    expect(state().result?.request.config.numKvHeads).toBe(16);
    expect(selectIsStale(state())).toBe(false);
  });

  it('of a text so long that they take seconds give way to newer ones at once', async () => {
    const text = Array.from({ length: 2048 }, (_, position) => `w${position}`).join(' ');
    const { state, update, start } = setUp({ text });
    const engine = await start(0).succeed();
    update({ seed: 8 });
    expect(engine.runs.map(({ request }) => request.config.seed)).toEqual([7, 8]);
    const superseded = new Error('A newer request came.');
    superseded.name = 'AbortError';
    engine.runs[0]?.reject(superseded);
    await flush();
    expect(state().run.phase).toBe('running');
    expect(state().notices).toEqual([]);
    await answer(engine, 1);
    expect(state().result?.request.config.seed).toBe(8);
    expect(state().run.phase).toBe('idle');
  });

  it('are none for settings that change no number, nor for text that gives the same tokens', async () => {
    const { state, update, start } = setUp();
    const engine = await start(0).succeed();
    await answer(engine, 0);
    update({ colorScale: 'viridis', cacheLayers: 32, cacheAxes: 'log', cacheElement: 'fp8', present: true });
    update({ text: `${DEFAULT_SETTINGS.text}  ` });
    state().actions.setHover({ mechanism: 'gqa', queryHead: 0, queryPosition: 0, keyPosition: 0 });
    state().actions.setPreferences({ theme: 'dark' });
    expect(engine.runs).toHaveLength(1);
    expect(selectIsStale(state())).toBe(false);
  });

  it('are none when the picture already shows what is asked, and the one under way is dropped', async () => {
    const { state, update, start } = setUp();
    const engine = await start(0).succeed();
    await answer(engine, 0);
    update({ seed: 8 });
    update({ seed: 7 });
    expect(state().run.phase).toBe('idle');
    await answer(engine, 1);
    expect(state().result?.request.config.seed).toBe(7);
    expect(engine.runs).toHaveLength(2);
  });

  it('compute only the mechanisms on screen, and more only when more come on screen', async () => {
    const { state, start } = setUp();
    state().actions.setVisibleMechanisms(['gqa']);
    const engine = await start(0).succeed();
    expect(engine.runs[0]?.request.mechanisms).toEqual(['gqa']);
    await answer(engine, 0);
    state().actions.setVisibleMechanisms(['mha', 'gqa', 'mqa']);
    expect(engine.runs[1]?.request.mechanisms).toEqual(['mha', 'gqa', 'mqa']);
    await answer(engine, 1);
    state().actions.setVisibleMechanisms(['mqa']);
    expect(engine.runs).toHaveLength(2);
  });

  it('are none for empty text, which is settled and keeps the last result', async () => {
    const { state, update, start } = setUp();
    const engine = await start(0).succeed();
    await answer(engine, 0);
    update({ seed: 8 });
    update({ text: '  \n' });
    expect(state().run.phase).toBe('idle');
    expect(selectIsSettled(state())).toBe(true);
    await answer(engine, 1);
    expect(state().result?.request.config.seed).toBe(7);
    expect(engine.runs).toHaveLength(2);
  });

  it('of models whose weights are too large blame them, and offer no retry, which would give the same', async () => {
    const { state, start } = setUp({ weights: 'own' });
    const engine = await start(0).succeed();
    engine.runs[0]?.reject(new Error(`The backend returned ${NOT_FINITE} in gqa: its numbers are not shown.`));
    await flush();
    const [notice, ...others] = state().notices;
    expect(notice).toMatchObject({
      kind: 'error',
      text: expect.stringMatching(/^The models that you opened .* too large/),
    });
    expect(notice?.action).toBeUndefined();
    expect(others).toEqual([]);
  });

  it('that fail leave the last good picture, stale, and say why; retry runs again', async () => {
    const { state, update, start, starts } = setUp();
    const engine = await start(0).succeed();
    await answer(engine, 0);
    update({ seed: 8 });
    engine.runs[1]?.reject(new Error('The GPU lost its context.'));
    await flush();
    expect(state().run).toEqual({ phase: 'failed', error: 'The GPU lost its context.' });
    expect(state().notices).toMatchObject([{ text: 'The GPU lost its context.', kind: 'error', action: 'retry' }]);
    expect(state().result?.request.config.seed).toBe(7);
    expect(selectIsStale(state())).toBe(true);
    expect(selectIsSettled(state())).toBe(false);
    state().actions.retry();
    expect(state().run.phase).toBe('running');
    await answer(engine, 2);
    expect(state().notices).toEqual([]);
    expect(selectIsStale(state())).toBe(false);
    expect(starts).toHaveLength(1);
  });

  it('that fail again on retry are given to a fresh engine', async () => {
    const { state, start, starts } = setUp();
    const dead = await start(0).succeed();
    dead.runs[0]?.reject(new Error('The worker is gone.'));
    await flush();
    state().actions.retry();
    dead.runs[1]?.reject(new Error('The worker is gone.'));
    await flush();
    expect(starts).toHaveLength(2);
    expect(dead.isStopped).toBe(true);
    const engine = await start(1).succeed();
    await answer(engine, 0);
    expect(state().run.phase).toBe('idle');
    expect(state().notices).toEqual([]);
  });

  it('that fail while a newer one waits are not worth a word', async () => {
    const { state, update, start } = setUp();
    const engine = await start(0).succeed();
    update({ seed: 8 });
    engine.runs[0]?.reject(new Error('Outdated anyway.'));
    await flush();
    expect(state().run.phase).toBe('running');
    expect(state().notices).toEqual([]);
  });
});

describe('another backend', () => {
  it('starts another engine, stops the old one and runs again', async () => {
    const { state, update, start, starts } = setUp();
    const first = await start(0).succeed();
    await answer(first, 0);
    update({ backend: 'cpu' });
    expect(starts.map(({ backend }) => backend)).toEqual(['auto', 'cpu']);
    expect(first.isStopped).toBe(true);
    expect(state()).toMatchObject({ engine: { phase: 'starting' }, run: { phase: 'queued' } });
    expect(selectIsSettled(state())).toBe(false);
    const second = await start(1).succeed();
    expect(second.runs).toHaveLength(1);
  });

  it('waits for an engine that is still starting, which is then stopped', async () => {
    const { state, update, start, starts } = setUp();
    update({ backend: 'cpu' });
    update({ backend: 'wasm' });
    expect(starts).toHaveLength(1);
    const late = await start(0).succeed();
    expect(late.isStopped).toBe(true);
    expect(late.runs).toHaveLength(0);
    expect(state().engine.phase).toBe('starting');
    expect(starts.map(({ backend }) => backend)).toEqual(['auto', 'wasm']);
    const status = { ...FAKE_STATUS, backend: 'wasm' } as const;
    await start(1).succeed(status);
    expect(state().engine.status).toBe(status);
  });

  it('counts where the engine before it failed to start', async () => {
    const { state, update, start } = setUp();
    update({ backend: 'cpu' });
    await start(0).fail(new Error('No WebGL.'));
    expect(state().engine.phase).toBe('starting');
    await start(1).succeed();
    expect(state().engine.phase).toBe('ready');
    expect(state().notices).toEqual([]);
  });
});

describe('an audit', () => {
  it('follows each picture that stands still, once', async () => {
    const { state, update, start, pause } = setUp();
    const engine = await start(0).succeed();
    await answer(engine, 0);
    pause();
    await answerAudit(engine, 0);
    expect(selectAuditIsStale(state())).toBe(false);
    update({ seed: 8 });
    expect(selectAuditIsStale(state())).toBe(true);
    update({ seed: 7 });
    update({ colorScale: 'cividis' });
    pause();
    expect(engine.audits).toHaveLength(1);
    expect(state().audit.phase).toBe('here');
  });

  it('of a picture that gave way is dropped', async () => {
    const { state, update, start, pause } = setUp();
    const engine = await start(0).succeed();
    await answer(engine, 0);
    pause();
    update({ seed: 8 });
    await answerAudit(engine, 0);
    expect(state().audit).toEqual({ phase: 'idle', known: null });
    await answer(engine, 1);
    pause();
    await answerAudit(engine, 1);
    expect(state().audit.known?.of.config.seed).toBe(8);
  });

  it('does not start for a picture that gives way before the pause', async () => {
    const { update, start, pause } = setUp();
    const engine = await start(0).succeed();
    await answer(engine, 0);
    update({ seed: 8 });
    pause();
    expect(engine.audits).toHaveLength(0);
  });

  it('that fails disturbs nothing and counts as settled', async () => {
    const { state, start, pause } = setUp();
    const engine = await start(0).succeed();
    await answer(engine, 0);
    pause();
    engine.audits[0]?.reject(new Error('Out of memory.'));
    await flush();
    expect(state().audit).toMatchObject({ phase: 'failed', error: 'Out of memory.' });
    expect(state().run).toEqual({ phase: 'idle' });
    expect(state().notices).toEqual([]);
    expect(selectIsSettled(state())).toBe(true);
  });
});

it('stops the engine and listens no more once disconnected', async () => {
  const { update, start, disconnect } = setUp();
  const engine = await start(0).succeed();
  disconnect();
  update({ seed: 8 });
  expect(engine.isStopped).toBe(true);
  expect(engine.runs).toHaveLength(1);
});

it('stops an engine that comes up after the end', async () => {
  const { state, start, disconnect } = setUp();
  disconnect();
  const engine = await start(0).succeed();
  expect(engine.isStopped).toBe(true);
  expect(state().engine.phase).toBe('starting');
});

it('starts WebAssembly in place of the best backend once the user chose so, but not of one that is named', async () => {
  const { state, starts, start, update } = setUp();
  await start(0).succeed();
  state().actions.setPreferences({ onSoftwareGpu: 'wasm' });
  expect(starts.map(({ backend }) => backend)).toEqual(['auto', 'wasm']);
  await start(1).succeed();
  update({ backend: 'webgl' });
  expect(starts.map(({ backend }) => backend)).toEqual(['auto', 'wasm', 'webgl']);
  await start(2).succeed();
  state().actions.setPreferences({ onSoftwareGpu: 'webgl' });
  expect(starts).toHaveLength(3);
});
