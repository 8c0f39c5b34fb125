import { describe, expect, it } from 'vitest';
import { MECHANISMS } from '../../attention/types.ts';
import { DEFAULT_SETTINGS, type Settings } from '../facts/settings.ts';
import { createAppStore } from '../store.ts';
import { memoryStorage } from '../testing/testDoubles.ts';
import { selectFollowedHead, selectInspectedCell } from './focus.ts';
import { selectRequest } from './wanted.ts';

const storeWith = (settings: Partial<Settings>) =>
  createAppStore({ storage: memoryStorage, settings: { ...DEFAULT_SETTINGS, ...settings } });

const texts = ({ getState }: ReturnType<typeof storeWith>) => getState().notices.map(({ text }) => text);

describe('the inspected cell', () => {
  it('is the last query and the first key of the head while none is locked, which every mask lets through', () => {
    const { getState } = storeWith({ text: 'a b c', inspect: 'cell', inspectHead: 5 });
    expect(selectInspectedCell(getState())).toEqual({ queryHead: 5, queryPosition: 2, keyPosition: 0 });
  });

  it('is the locked cell, in the head that Inspect follows', () => {
    const lockedCell = { queryHead: 5, queryPosition: 1, keyPosition: 1 };
    const { getState } = storeWith({ text: 'a b c', inspect: 'cell', inspectHead: 7, lockedCell });
    expect(selectInspectedCell(getState())).toEqual({ ...lockedCell, queryHead: 7 });
  });

  it('is none without a text', () => {
    expect(selectInspectedCell(storeWith({ text: '', inspect: 'cell' }).getState())).toBeNull();
  });
});

describe('Inspect', () => {
  it('has all three mechanisms computed, whatever is on screen', () => {
    const { getState } = storeWith({});
    getState().actions.setVisibleMechanisms(['gqa']);
    expect(selectRequest(getState())?.mechanisms).toEqual(['gqa']);
    getState().actions.update({ inspect: 'difference' });
    expect(selectRequest(getState())?.mechanisms).toEqual(MECHANISMS);
  });

  it('asks for nothing behind Present, which shows the lit cell’s head', () => {
    const lockedCell = { queryHead: 9, queryPosition: 1, keyPosition: 0 };
    const { getState } = storeWith({ inspect: 'cell', inspectHead: 5, lockedCell });
    getState().actions.setVisibleMechanisms(['gqa']);
    getState().actions.update({ present: true });
    expect(selectRequest(getState())?.mechanisms).toEqual(['gqa']);
    expect(selectFollowedHead(getState())).toBe(9);
  });

  it('follows the last head there is when its own is gone, and says so', () => {
    const lockedCell = { queryHead: 12, queryPosition: 2, keyPosition: 1 };
    const store = storeWith({ inspect: 'cell', inspectHead: 12, lockedCell });
    store.getState().actions.update({ numHeads: 4 });
    expect(store.getState().settings).toMatchObject({ inspectHead: 3, lockedCell: { ...lockedCell, queryHead: 3 } });
    expect(texts(store)).toEqual(['There is no query head 12 any more: Inspect shows query head 3.']);
  });

  it('keeps cell and rows that a changed text still has', () => {
    const lockedCell = { queryHead: 0, queryPosition: 2, keyPosition: 1 };
    const store = storeWith({ text: 'a b c d', inspect: 'flow', lockedCell, flowTokens: [0, 2] });
    store.getState().actions.update({ text: 'x y z' });
    expect(store.getState().settings).toMatchObject({ lockedCell, flowTokens: [0, 2] });
    expect(texts(store)).toEqual([]);
  });

  it('drops what a changed text has not, with a word', () => {
    const lockedCell = { queryHead: 0, queryPosition: 3, keyPosition: 1 };
    const store = storeWith({ text: 'a b c d', inspect: 'flow', lockedCell, flowTokens: [0, 3] });
    store.getState().actions.update({ text: 'x y' });
    expect(store.getState().settings).toMatchObject({ lockedCell: null, flowTokens: [0] });
    expect(texts(store)).toEqual([
      'The text now has 2 tokens: the selected cell and some selected rows lay beyond and are no longer selected.',
    ]);
  });

  it('says of rows alone that they are dropped', () => {
    const store = storeWith({ text: 'a b c d', inspect: 'flow', flowTokens: [0, 3] });
    store.getState().actions.update({ text: 'x y' });
    expect(texts(store)).toEqual([
      'The text now has 2 tokens: some selected rows lay beyond and are no longer selected.',
    ]);
  });

  it('says nothing of a selection that is lost while it is closed', () => {
    const store = storeWith({ text: 'a b', lockedCell: { queryHead: 0, queryPosition: 1, keyPosition: 0 } });
    store.getState().actions.update({ text: 'x' });
    expect(store.getState().settings.lockedCell).toBeNull();
    expect(texts(store)).toEqual([]);
  });

  it('puts selected rows in order, each once', () => {
    const store = storeWith({ text: 'a b c d' });
    store.getState().actions.update({ flowTokens: [3, 1, 3] });
    expect(store.getState().settings.flowTokens).toEqual([1, 3]);
  });
});
