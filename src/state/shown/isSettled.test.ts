import { describe, expect, it } from 'vitest';
import type { TrainedModel } from '../../attention/trained/trainedModel.ts';
import type { AnswerName, AppState } from '../facts/appState.ts';
import type { ShippedModelState } from '../facts/models/modelsState.ts';
import { settledState, stateWith } from '../testing/states.ts';
import { selectIsSettled } from './isSettled.ts';
import { selectWantedFiles } from './modelSelectors.ts';

/** Nobody computes with it. */
const READY: ShippedModelState = { phase: 'ready', model: {} as TrainedModel };

const state = settledState(stateWith());

it('is settled when the picture matches and nothing is pending', () => {
  expect(selectIsSettled(state)).toBe(true);
});

describe('while anything is pending', () => {
  const { settings, o200k, training } = state;
  const onTrain = { settings: { ...settings, screen: 'train' } } as const;
  const pending: readonly (readonly [what: string, Partial<AppState>])[] = [
    ['the engine starts', { engine: { phase: 'starting' } }],
    ['a run waits', { run: { phase: 'queued' } }],
    ['a run is under way', { run: { phase: 'running' } }],
    ['there is no picture yet', { result: null }],
    ['the picture is of other settings', { settings: { ...settings, seed: 8 } }],
    [
      'the chosen tokenizer loads',
      { settings: { ...settings, tokenizer: 'o200k' }, o200k: { ...o200k, phase: 'loading' } },
    ],
    ['Train opens', onTrain],
    ['a training starts', { ...onTrain, training: { ...training, phase: 'starting' } }],
  ];

  it.each(pending)('is not settled: %s', (_, patch) => {
    expect(selectIsSettled({ ...state, ...patch })).toBe(false);
  });

  const answers: readonly AnswerName[] = ['focus', 'trace', 'comparison', 'nextWord', 'audit', 'labels'];

  it.each(answers)('is not settled: %s is awaited', (name) => {
    expect(selectIsSettled({ ...state, [name]: { phase: 'awaited', known: null } })).toBe(false);
  });

  it.each(answers)('is settled although %s failed', (name) => {
    expect(selectIsSettled({ ...state, [name]: { phase: 'failed', error: 'x', known: null } })).toBe(true);
  });
});

it('is not settled while the chosen models load, or where one failed', () => {
  const trained = settledState(stateWith({ weights: 'trained' }));
  const [first, ...others] = selectWantedFiles(trained).map(({ file }) => file);
  const with1st = (one: ShippedModelState) => {
    const shipped = Object.fromEntries([...others.map((file) => [file, READY] as const), [first, one] as const]);
    return { ...trained, models: { ...trained.models, shipped } };
  };
  expect(selectIsSettled(with1st(READY))).toBe(true);
  expect(selectIsSettled(with1st({ phase: 'loading', loadedBytes: 1 }))).toBe(false);
  expect(selectIsSettled(with1st({ phase: 'failed', error: 'x' }))).toBe(false);
});

it('is settled beside a training that rests', () => {
  const settings = { ...state.settings, screen: 'train' } as const;
  expect(selectIsSettled({ ...state, settings, training: { ...state.training, phase: 'resting' } })).toBe(true);
});

it('is settled while a tokenizer loads that is not the chosen one', () => {
  expect(selectIsSettled({ ...state, o200k: { ...state.o200k, phase: 'loading' } })).toBe(true);
});

it('is not settled while a failure keeps the picture behind the settings', () => {
  expect(selectIsSettled({ ...state, run: { phase: 'failed', error: 'x' }, result: null })).toBe(false);
  expect(selectIsSettled({ ...state, engine: { phase: 'failed', error: 'x' }, result: null })).toBe(false);
  const settings = { ...state.settings, tokenizer: 'o200k' } as const;
  expect(selectIsSettled({ ...state, settings, o200k: { ...state.o200k, phase: 'failed' } })).toBe(false);
});
