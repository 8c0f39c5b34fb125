import { expect, it } from 'vitest';
import { createAppStore } from '../../store.ts';
import { memoryStorage } from '../../testing/testDoubles.ts';
import { selectAskingToken } from './focus.ts';

it('is the word that was made to ask, until none is or the text has become too short for it', () => {
  const { getState } = createAppStore({ storage: memoryStorage });
  const { setAskingToken, update } = getState().actions;
  update({ text: 'one two three' });
  expect(selectAskingToken(getState())).toBeNull();
  setAskingToken(2);
  expect(selectAskingToken(getState())).toBe(2);
  update({ text: 'one two' });
  expect(selectAskingToken(getState())).toBeNull();
  setAskingToken(0);
  expect(selectAskingToken(getState())).toBe(0);
  setAskingToken(null);
  expect(selectAskingToken(getState())).toBeNull();
});
