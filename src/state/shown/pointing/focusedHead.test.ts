import { expect, it } from 'vitest';
import type { AppState } from '../../facts/appState.ts';
import { createAppStore } from '../../store.ts';
import { fakeResult } from '../../testing/fakeEngine.ts';
import { memoryStorage } from '../../testing/testDoubles.ts';
import { selectRequest } from '../wanted.ts';
import { selectFocusedHead } from './focus.ts';

/** A picture on screen, query head 2 of it at hand, and the pointer on `hoveredHead`. */
function stateWith(hoveredHead: number): AppState {
  const state = createAppStore({ storage: memoryStorage }).getState();
  const request = selectRequest(state);
  if (request === null) throw new Error('There is nothing to answer.');
  const of = { request: structuredClone(request), queryHead: 2 };
  return {
    ...state,
    result: fakeResult(request),
    focus: { phase: 'here', known: { of, value: { ...of, attentionWeights: {} } } },
    hover: { mechanism: 'gqa', queryHead: hoveredHead, queryPosition: 3, keyPosition: 1 },
  };
}

it('gives the whole head of the cell that is lit, and no other', () => {
  expect(selectFocusedHead(stateWith(2))?.queryHead).toBe(2);
  expect(selectFocusedHead(stateWith(3))).toBeNull();
  expect(selectFocusedHead({ ...stateWith(2), hover: null })).toBeNull();
});

it('gives no head of another picture', () => {
  const state = stateWith(2);
  const request = selectRequest(state);
  if (request === null) throw new Error('There is nothing to answer.');
  const other = { ...request, config: { ...request.config, seed: 8 } };
  expect(selectFocusedHead({ ...state, result: fakeResult(other) })).toBeNull();
});
