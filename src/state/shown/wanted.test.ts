import { expect, it } from 'vitest';
import { MECHANISMS } from '../../attention/types.ts';
import { settledState, stateWith } from '../testing/states.ts';
import { selectIsStale, selectStaleMaps } from './wanted.ts';

it('tells a stale picture by content, not identity', () => {
  const state = settledState(stateWith());
  expect(selectIsStale(state)).toBe(false);
  expect(selectIsStale({ ...state, settings: { ...state.settings, causal: false } })).toBe(true);
  expect(selectIsStale({ ...state, settings: { ...state.settings, text: 'To be' } })).toBe(true);
  expect(selectIsStale({ ...state, result: null })).toBe(false);
});

it.each([
  [{}, 'none'],
  [{ numKvHeads: 2 }, 'gqa'],
  [{ seed: 8 }, 'mha gqa mqa'],
  [{ text: 'To be' }, 'mha gqa mqa'],
])('after %o the maps that are stale are of %s', (patch, expected) => {
  for (const weights of ['random', 'trained'] as const) {
    const state = settledState(stateWith({ weights }));
    const stale = selectStaleMaps({ ...state, settings: { ...state.settings, ...patch } });
    const of = MECHANISMS.filter((mechanism) => stale[mechanism]).join(' ') || 'none';
    expect(of).toBe(expected);
  }
});

it('calls maps stale that are coarser than there is room for', () => {
  const state = settledState(stateWith({ text: 'be '.repeat(300) }));
  expect(selectStaleMaps({ ...state, mapSide: 300 })).toEqual({ mha: true, gqa: true, mqa: true });
  expect(selectStaleMaps({ ...state, result: null })).toEqual({ mha: false, gqa: false, mqa: false });
});
