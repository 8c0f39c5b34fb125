import { expect, it } from 'vitest';
import type { EngineStatus } from '../../../engine/Engine.ts';
import { DEFAULT_SETTINGS } from '../../facts/settings.ts';
import { selectWasmOffer } from '../../shown/fasterBackend.ts';
import { selectRequest } from '../../shown/wanted.ts';
import { createAppStore } from '../../store.ts';
import { fakeResult } from '../../testing/fakeEngine.ts';
import { deferred, flush, memoryStorage } from '../../testing/testDoubles.ts';
import { measureBackends } from './measureBackends.ts';

const SOFTWARE: EngineStatus = { backend: 'webgl', home: 'worker', renderer: 'SwiftShader', isSoftware: true };
const GPU: EngineStatus = { backend: 'webgl', home: 'worker', renderer: 'A GPU' };

/** A page whose picture took WebGL 30 ms and rests when the test says so. */
function setUp({ status = SOFTWARE, text = 'to be or', backend = 'auto' as 'auto' | 'webgl' } = {}) {
  const store = createAppStore({ storage: memoryStorage, settings: { ...DEFAULT_SETTINGS, text, backend } });
  const { update, setPreferences } = store.getState().actions;
  const show = () => {
    const request = selectRequest(store.getState());
    if (request)
      store.setState({ engine: { phase: 'ready', status }, result: { ...fakeResult(request), computeMs: 30 } });
  };
  const wasm = deferred<number | null>();
  /** What WebAssembly takes each time, where that differs; else what `wasm` says. */
  const takes: number[] = [];
  const asked: number[] = [];
  let pending: (() => void) | null = null;
  measureBackends(store, {
    runOnWasm(request) {
      asked.push(request.tokens.length);
      const ms = takes[asked.length - 1];
      return ms === undefined ? wasm.promise : Promise.resolve(ms);
    },
    whenIdle(callback) {
      pending = callback;
      return () => {
        pending = null;
      };
    },
  });
  show();
  const rest = () => {
    const callback = pending;
    pending = null;
    callback?.();
  };
  const offer = () => selectWasmOffer(store.getState());
  return { store, update, setPreferences, show, rest, offer, wasm, takes, asked };
}

it.each([
  [20, true],
  [20.01, false],
  [40, false],
])('where WebAssembly takes %d ms and WebGL in software 30, to offer it is %s', async (wasmMs, isOffered) => {
  const { rest, wasm, offer, asked } = setUp();
  expect(asked).toEqual([]);
  rest();
  wasm.resolve(wasmMs);
  await flush();
  expect(offer()).toEqual(isOffered ? { tokens: 3, webglMs: 30, wasmMs } : null);
});

it('measures once, and a picture that rests', async () => {
  const { rest, update, show, wasm, asked } = setUp();
  update({ text: 'to be or not' });
  rest();
  expect(asked).toEqual([]);
  show();
  rest();
  expect(asked).toEqual([4]);
  wasm.resolve(null);
  await flush();
  update({ text: 'to be' });
  show();
  rest();
  expect(asked).toEqual([4]);
});

it.each([
  ['a GPU', { status: GPU }],
  ['a backend that the user named', { backend: 'webgl' as const }],
  ['a text of which a run takes seconds', { text: 'be '.repeat(2048) }],
])('measures nothing with %s', (_, options) => {
  const { rest, asked } = setUp(options);
  rest();
  expect(asked).toEqual([]);
});

it.each(['wasm', 'webgl'] as const)('asks nobody again who answered with %s', async (onSoftwareGpu) => {
  const { rest, wasm, offer, setPreferences, asked } = setUp();
  rest();
  wasm.resolve(1);
  await flush();
  expect(offer()).not.toBeNull();
  setPreferences({ onSoftwareGpu });
  expect(offer()).toBeNull();
  expect(asked).toHaveLength(1);
});

it.each([
  ['once, where that speaks for WebAssembly', [10], { tokens: 3, webglMs: 30, wasmMs: 10 }],
  ['again, where something else may have slowed it', [400, 10], { tokens: 3, webglMs: 30, wasmMs: 10 }],
  ['three times at most', [40, 30, 50], null],
])('runs on WebAssembly %s', async (_, times, expected) => {
  const { rest, takes, offer, asked, store } = setUp();
  takes.push(...times);
  rest();
  for (const _time of times) await flush();
  expect(asked).toHaveLength(times.length);
  expect(offer()).toEqual(expected);
  expect(store.getState().backendTimes?.wasmMs).toBe(Math.min(...times));
});

it('runs no second time once somebody chose', async () => {
  const { rest, wasm, setPreferences, asked } = setUp();
  rest();
  setPreferences({ onSoftwareGpu: 'webgl' });
  wasm.resolve(400);
  await flush();
  expect(asked).toHaveLength(1);
});

it('offers nothing where the measurement fails', async () => {
  const { rest, wasm, offer } = setUp();
  rest();
  wasm.reject(new Error('No WebAssembly.'));
  await flush();
  expect(offer()).toBeNull();
});
