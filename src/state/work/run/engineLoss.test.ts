import { describe, expect, it } from 'vitest';
import { selectIsSettled } from '../../shown/isSettled.ts';
import { selectIsStale } from '../../shown/wanted.ts';
import { answer, setUp } from '../../testing/controlledStore.ts';
import { FAKE_STATUS } from '../../testing/fakeEngine.ts';
import { flush } from '../../testing/testDoubles.ts';

describe('a lost context', () => {
  it('gives the same request to another engine, at work or idle, and says so until something changes', async () => {
    const { state, update, start, starts } = setUp({ text: 'to be' });
    const first = await start(0).succeed();
    await answer(first, 0);
    update({ seed: 8 });
    first.lose('context');
    first.runs[1]?.reject(new Error('A consequence of that.'));
    await flush();
    expect(first.isStopped).toBe(true);
    expect(state()).toMatchObject({ engine: { phase: 'starting' }, run: { phase: 'queued' } });
    expect(state().settings).toMatchObject({ text: 'to be', seed: 8 });
    expect(state().notices).toMatchObject([{ text: expect.stringContaining('The context is gone.') }]);
    const second = await start(1).succeed();
    await answer(second, 0);
    expect(state().result?.request.config.seed).toBe(8);

    second.lose('context');
    await flush();
    const third = await start(2).succeed();
    await answer(third, 0);
    expect(selectIsStale(state())).toBe(false);
    expect(starts.map(({ backend }) => backend)).toEqual(['auto', 'auto', 'auto']);
    expect(state().notices).toHaveLength(1);
    update({ seed: 9 });
    expect(state().notices).toEqual([]);
  });

  it('moves to WebAssembly the third time within a minute, and back to the GPU on retry', async () => {
    const { state, update, start, starts, wait } = setUp();
    for (const index of [0, 1, 2]) {
      (await start(index).succeed()).lose('context');
      await flush();
      wait(20_000);
    }
    expect(starts.map(({ backend }) => backend)).toEqual(['auto', 'auto', 'auto', 'wasm']);
    expect(state().settings.backend).toBe('auto');
    const onWasm = await start(3).succeed({ ...FAKE_STATUS, backend: 'wasm' });
    await answer(onWasm, 0);
    update({ seed: 8 });
    expect(state().notices).toMatchObject([{ text: expect.stringContaining('WebAssembly'), action: 'retry' }]);
    state().actions.retry();
    expect(starts.at(-1)?.backend).toBe('auto');
    expect(state().notices).toEqual([]);
    (await start(4).succeed()).lose('context');
    await flush();
    expect(starts.at(-1)?.backend).toBe('auto');
  });

  it('of an engine that is no longer used is no news', async () => {
    const { state, update, start, starts } = setUp();
    const first = await start(0).succeed();
    update({ backend: 'cpu' });
    first.lose('context');
    await flush();
    expect(starts).toHaveLength(2);
    expect(state().notices).toEqual([]);
  });
});

describe('a lost worker', () => {
  it('is replaced once; the next loss within a minute waits for retry', async () => {
    const { state, start, starts } = setUp();
    (await start(0).succeed()).lose('worker');
    await flush();
    (await start(1).succeed()).lose('worker');
    await flush();
    expect(starts).toHaveLength(2);
    expect(state()).toMatchObject({ engine: { phase: 'failed' }, run: { phase: 'idle' } });
    expect(state().notices).toMatchObject([{ text: expect.stringContaining('The worker is gone.'), action: 'retry' }]);
    expect(selectIsSettled(state())).toBe(false);
    state().actions.retry();
    const engine = await start(2).succeed();
    await answer(engine, 0);
    expect(state().notices).toEqual([]);
  });
});

describe('memory that was too little', () => {
  it('is not asked for the same again before retry, but for anything else', async () => {
    const { state, update, start } = setUp();
    const first = await start(0).succeed();
    first.lose('memory');
    first.runs[0]?.reject(new Error('The memory is gone.'));
    await flush();
    const second = await start(1).succeed();
    expect(second.runs).toHaveLength(0);
    expect(state().run).toEqual({ phase: 'failed', error: 'The memory is gone.' });
    expect(state().notices).toMatchObject([{ text: 'The memory is gone.', action: 'retry' }]);
    update({ text: 'less' });
    await answer(second, 0);
    expect(state().run.phase).toBe('idle');
    expect(state().notices).toEqual([]);
  });

  it('is asked for the same again on retry', async () => {
    const { state, start } = setUp();
    (await start(0).succeed()).lose('memory');
    await flush();
    const second = await start(1).succeed();
    state().actions.retry();
    expect(second.runs).toHaveLength(1);
    await answer(second, 0);
    expect(state().notices).toEqual([]);
  });
});
