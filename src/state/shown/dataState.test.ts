import { expect, it } from 'vitest';
import type { AppState } from '../facts/appState.ts';
import { settledState, stateWith } from '../testing/states.ts';
import { selectDataState } from './dataState.ts';

const state = settledState(stateWith());

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
