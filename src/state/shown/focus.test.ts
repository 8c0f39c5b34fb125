import { describe, expect, it } from 'vitest';
import type { AppState } from '../facts/appState.ts';
import { DEFAULT_SETTINGS, type Settings } from '../facts/settings.ts';
import { createAppStore } from '../store.ts';
import { fakeResult } from '../testing/fakeEngine.ts';
import { memoryStorage } from '../testing/testDoubles.ts';
import { selectDataState } from './dataState.ts';
import * as selectors from './focus.ts';
import * as insightSelectors from './insightSelectors.ts';
import * as modelSelectors from './modelSelectors.ts';

const { selectCache, selectIsStale, selectParameters, selectRequest, selectShapes, selectTokenization } = selectors;

function stateWith(settings: Partial<Settings> = {}): AppState {
  return createAppStore({ storage: memoryStorage, settings: { ...DEFAULT_SETTINGS, ...settings } }).getState();
}

/** `state` once the engine is up and has answered. */
function settled(state: AppState): AppState {
  const request = selectRequest(state);
  if (request === null) throw new Error('There is nothing to answer.');
  return { ...state, engine: { phase: 'ready' }, result: fakeResult(request) };
}

describe('every selector', () => {
  it('returns the very same value as long as what it depends on is the same', () => {
    const state = stateWith();
    const later = { ...state, notices: [], settings: { ...state.settings, colorScale: 'viridis' as const } };
    for (const [name, select] of Object.entries({ ...selectors, ...modelSelectors, ...insightSelectors }))
      if (/^select/.test(name))
        expect((select as (of: AppState) => unknown)(later)).toBe((select as (of: AppState) => unknown)(state));
  });
});

describe('figures', () => {
  it("are the document's, with the document's settings", () => {
    const parameters = selectParameters(stateWith());
    expect(parameters.mha.counts.total).toBe(263_168);
    expect(parameters.gqa).toMatchObject({ formula: '2·256² + 2·256·64 + 640 = 164,480', shareOfMha: 0.625 });
    expect(parameters.mqa.counts.total).toBe(139_808);
    const cache = selectCache(stateWith());
    expect(cache.mha).toMatchObject({ bytes: 20_480, shareOfMha: 1 });
    expect(cache.gqa).toMatchObject({ bytes: 5_120, shareOfMha: 0.25 });
    expect(cache.mqa).toMatchObject({ bytes: 1_280, shareOfMha: 0.0625 });
    expect(selectShapes(stateWith()).mqa).toEqual({ dModel: 256, numHeads: 16, numKvHeads: 1 });
  });

  it('of the cache follow layers, sequences and element type', () => {
    const settings = { cacheLayers: 32, cacheSequences: 2, cacheElement: 'fp16' } as const;
    expect(selectCache(stateWith(settings)).gqa.bytes).toBe(5_120 * 32);
  });

  it('of an empty text are 0 bytes, and shares all the same', () => {
    expect(selectCache(stateWith({ text: '' })).gqa).toMatchObject({ bytes: 0, shareOfMha: 0.25 });
  });
});

describe('a text of more than 2,048 tokens', () => {
  it.each([
    { tokenizer: 'whitespace', text: 'word '.repeat(2_049) },
    { tokenizer: 'words', text: 'word '.repeat(2_049) },
    { tokenizer: 'characters', text: 'a'.repeat(2_049) },
  ] as const)('is counted whole and asked for up to there ($tokenizer)', ({ tokenizer, text }) => {
    const state = stateWith({ tokenizer, text });
    expect(selectTokenization(state)).toMatchObject({ total: 2_049, totalIsExact: true });
    expect(selectTokenization(state).tokens).toHaveLength(2_048);
    expect(selectRequest(state)?.tokens).toHaveLength(2_048);
  });
});

describe('staleness', () => {
  it('is told by content, not identity', () => {
    const state = settled(stateWith());
    expect(selectIsStale(state)).toBe(false);
    expect(selectIsStale({ ...state, settings: { ...state.settings, causal: false } })).toBe(true);
    expect(selectIsStale({ ...state, settings: { ...state.settings, text: 'To be' } })).toBe(true);
    expect(selectIsStale({ ...state, result: null })).toBe(false);
  });
});

describe('the state of the data', () => {
  const state = settled(stateWith());

  it('is settled when the picture matches and nothing is pending', () => {
    expect(selectDataState(state)).toBe('settled');
  });

  it('is running while anything is pending', () => {
    const pending: Partial<AppState>[] = [
      { engine: { phase: 'starting' } },
      { run: { phase: 'queued' } },
      { run: { phase: 'running' } },
      { audit: { phase: 'running', result: null } },
      { result: null },
      { settings: { ...state.settings, seed: 8 } },
      { settings: { ...state.settings, tokenizer: 'o200k' }, o200k: { ...state.o200k, phase: 'loading' } },
    ];
    for (const patch of pending) expect(selectDataState({ ...state, ...patch })).toBe('running');
  });

  it('is settled while a tokenizer loads that is not the chosen one', () => {
    expect(selectDataState({ ...state, o200k: { ...state.o200k, phase: 'loading' } })).toBe('settled');
  });

  it('is not settled while a failure keeps the picture behind the settings', () => {
    expect(selectDataState({ ...state, run: { phase: 'failed', error: 'x' }, result: null })).toBe('running');
    expect(selectDataState({ ...state, engine: { phase: 'failed', error: 'x' }, result: null })).toBe('running');
    const settings = { ...state.settings, tokenizer: 'o200k' } as const;
    expect(selectDataState({ ...state, settings, o200k: { ...state.o200k, phase: 'failed' } })).toBe('running');
  });

  it('is settled although the self-checks failed', () => {
    expect(selectDataState({ ...state, audit: { phase: 'failed', result: null, error: 'x' } })).toBe('settled');
  });
});
