import { expect, test } from 'vitest';
import { configOf } from '../../../attention/run/configOf.ts';
import { MECHANISMS, type Mechanism } from '../../../attention/types.ts';
import type { DecodeTimes } from '../../../engine/Engine.ts';
import type { AppState } from '../../facts/appState.ts';
import { type Measurement, NO_DECODE_TIMES } from '../../facts/decode/decodeTimes.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../facts/settings.ts';
import { FAKE_STATUS } from '../../testing/fakeEngine.ts';
import { stateWith } from '../../testing/states.ts';
import {
  selectComparableCaches,
  selectMeasuredCaches,
  selectMeasuredShape,
  shownMeasuredPatch,
} from './measuredCaches.ts';

const SHAPE = { dModel: 128, numHeads: 8, numKvHeads: 2 } as const;
const times = (bytes: number, capacity: number): DecodeTimes => {
  return { cachedMs: [1], recomputedMs: [1], cache: { capacity, layers: 1, bytes } };
};
const timesAt = (tokens: number): Record<Mechanism, DecodeTimes> => ({
  mha: times(1024 * tokens, tokens),
  gqa: times(256 * tokens, tokens),
  mqa: times(128 * tokens, tokens),
});
const MEASUREMENT: Measurement = {
  config: configOf({ ...DEFAULT_SETTINGS, ...SHAPE, trained: undefined }),
  wasUnmasked: false,
  weights: 'random',
  status: FAKE_STATUS,
  attempts: 1,
  lengths: [16, 32].map((tokens) => ({ tokens, times: timesAt(tokens) })),
};

function measuredWith(settings: Partial<Settings>): AppState {
  const state = stateWith({ ...SHAPE, ...settings });
  return { ...state, decodeTimes: { ...NO_DECODE_TIMES, phase: 'done', measurement: MEASUREMENT } };
}

test('gives every cache that was allocated, with all that decides its bytes', () => {
  const state = measuredWith({});
  const caches = selectMeasuredCaches(state);
  expect(caches).toHaveLength(6);
  expect(caches[4]).toEqual({
    mechanism: 'gqa',
    numKvHeads: 2,
    headDim: 16,
    measure: { capacity: 32, layers: 1, bytes: 8192 },
  });
  expect(selectMeasuredCaches(state)).toBe(caches);
  expect(selectMeasuredCaches(stateWith())).toEqual([]);
});

test('compares them only with lines of the same sequences, bytes, layers and heads', () => {
  const shown = (settings: Partial<Settings>) => selectComparableCaches(measuredWith(settings));
  expect(shown({})).toHaveLength(6);
  expect(shown({ cacheAxes: 'log', seed: 9, causal: false })).toHaveLength(6);
  for (const other of [
    { cacheSequences: 2 },
    { cacheElement: 'fp16' },
    { cacheLayers: 2 },
    { dModel: 256 },
    { dModel: 256, numHeads: 32, numKvHeads: 4 },
  ] satisfies Partial<Settings>[])
    expect(shown(other), JSON.stringify(other)).toEqual([]);
  // MHA and MQA are the same whatever GQA shares.
  const others = shown({ numKvHeads: 4 });
  expect(new Set(others.map(({ mechanism }) => mechanism))).toEqual(new Set(['mha', 'mqa']));
});

test('the button’s settings show all that was measured, wherever the chart was', () => {
  for (const away of [
    { cacheSequences: 5, cacheElement: 'int4', cacheLayers: 80 },
    { dModel: 256, numHeads: 16, numKvHeads: 4 },
    { weights: 'trained' },
  ] satisfies Partial<Settings>[]) {
    const state = measuredWith(away);
    const patch = shownMeasuredPatch(selectMeasuredShape(state) ?? expect.fail('nothing'), state.settings);
    const settings = { ...state.settings, ...patch };
    expect(selectComparableCaches({ ...state, settings })).toHaveLength(2 * MECHANISMS.length);
  }
});

test('the button leaves the weights alone if only the chart was set otherwise', () => {
  const { settings, ...state } = measuredWith({ cacheLayers: 3 });
  const measured = selectMeasuredShape({ ...state, settings }) ?? expect.fail('nothing');
  const patch = shownMeasuredPatch(measured, settings);
  expect(patch).toEqual({ cacheLayers: 1, cacheSequences: 1, cacheElement: 'fp32' });
});

/** A text of 24 tokens that is decoded, with room for `capacity`. */
function decodedWith(capacity: number, state = stateWith(SHAPE)): AppState {
  const config = configOf({ ...state.settings, trained: undefined });
  const maps = {
    gqa: {
      numHeads: 8,
      numKvHeads: 2,
      cells: new Float32Array(),
      cache: { capacity, layers: 1, bytes: 256 * capacity },
    },
  };
  const request = { tokens: ['a'], config, mechanisms: MECHANISMS, mapSide: 24 };
  const decoded = { request, capacity, maps, fed: 1, stepMs: 1, by: undefined, isLost: false };
  return { ...state, decode: { ...state.decode, decoded } };
}

test('the caches of the text that is decoded are among them, each size once', () => {
  const alone = decodedWith(24);
  expect(selectMeasuredCaches(alone)).toEqual([
    { mechanism: 'gqa', numKvHeads: 2, headDim: 16, measure: { capacity: 24, layers: 1, bytes: 6144 } },
  ]);
  expect(selectComparableCaches(alone)).toHaveLength(1);
  expect(selectMeasuredShape(alone)).toMatchObject({ config: SHAPE, layers: 1 });
  expect(selectMeasuredShape(stateWith())).toBeNull();
  expect(selectMeasuredCaches(decodedWith(24, measuredWith({})))).toHaveLength(7);
  expect(selectMeasuredCaches(decodedWith(32, measuredWith({})))).toHaveLength(6);
});
