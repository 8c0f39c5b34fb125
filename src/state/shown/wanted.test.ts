import { expect, it } from 'vitest';
import { settledState, stateWith } from '../testing/states.ts';
import { selectIsStale } from './wanted.ts';

it('tells a stale picture by content, not identity', () => {
  const state = settledState(stateWith());
  expect(selectIsStale(state)).toBe(false);
  expect(selectIsStale({ ...state, settings: { ...state.settings, causal: false } })).toBe(true);
  expect(selectIsStale({ ...state, settings: { ...state.settings, text: 'To be' } })).toBe(true);
  expect(selectIsStale({ ...state, result: null })).toBe(false);
});
