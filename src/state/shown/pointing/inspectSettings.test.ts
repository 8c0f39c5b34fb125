import { describe, expect, it } from 'vitest';
import { MECHANISMS } from '../../../attention/types.ts';
import type { RunResult } from '../../../engine/Engine.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../facts/settings.ts';
import { createAppStore } from '../../store.ts';
import { settledState } from '../../testing/states.ts';
import { memoryStorage } from '../../testing/testDoubles.ts';
import { selectOpenPane, selectRequest } from '../wanted.ts';
import { selectFollowedHead, selectInspectedCell, selectInspectedHead } from './focus.ts';
import { freedPatch } from './freedPatch.ts';

const storeWith = (settings: Partial<Settings>) =>
  createAppStore({ storage: memoryStorage, settings: { ...DEFAULT_SETTINGS, ...settings } });

const texts = ({ getState }: ReturnType<typeof storeWith>) => getState().notices.map(({ text }) => text);

describe('the inspected cell', () => {
  it('is what the last query attends to most in that head, and the first key until that is known', () => {
    const { getState } = storeWith({ text: 'a b c', inspect: 'cell', inspectHead: 5, inspectMechanism: 'mqa' });
    expect(selectInspectedCell(getState())).toEqual({ queryHead: 5, queryPosition: 2, keyPosition: 0 });
    const cells = new Float32Array(16 * 9);
    cells.set([0.9, 0, 0, 0, 0.9, 0, 0.2, 0.7, 0.1], 5 * 9);
    const mqa = { numHeads: 16, numKvHeads: 1, sequenceLength: 3, stride: 1, side: 3, cells };
    const state = settledState(getState());
    const result = state.result && { ...state.result, maps: { mqa } };
    expect(selectInspectedCell({ ...state, result })).toEqual({ queryHead: 5, queryPosition: 2, keyPosition: 1 });
    // A long text's maps have the largest of blocks: the head itself has to come.
    const pooled = { ...mqa, stride: 2, side: 2, cells: new Float32Array(16 * 4).fill(0.5) };
    const blocks = result && { ...result, maps: { mqa: pooled } };
    expect(selectInspectedCell({ ...state, result: blocks })?.keyPosition).toBe(0);
    const of = { request: (result as RunResult).request, queryHead: 5 };
    const value = { ...of, attentionWeights: { mqa: cells.slice(5 * 9, 6 * 9) } };
    const focus = { phase: 'here', known: { of, value } } as const;
    expect(selectInspectedCell({ ...state, result: blocks, focus })?.keyPosition).toBe(1);
  });

  it('is the one that is pointed at where Inspect stands at the side, until a cell is locked or a head chosen', () => {
    const { getState } = storeWith({ text: 'a b c' });
    const { setSideRoom, setHover, update } = getState().actions;
    const pointed = { mechanism: 'mha', queryHead: 7, queryPosition: 1, keyPosition: 0 } as const;
    setHover(pointed);
    expect(selectInspectedHead(getState())).toEqual({ mechanism: 'gqa', queryHead: 0 });
    setSideRoom(true);
    setHover(null);
    expect(selectInspectedHead(getState())).toEqual({ mechanism: 'mha', queryHead: 7 });
    expect(selectInspectedCell(getState())).toEqual({ queryHead: 7, queryPosition: 1, keyPosition: 0 });
    update({ inspectHead: 3 });
    expect(selectInspectedHead(getState())).toEqual({ mechanism: 'gqa', queryHead: 3 });
    setHover(pointed);
    update({ lockedCell: { queryHead: 3, queryPosition: 2, keyPosition: 2 } });
    expect(selectInspectedHead(getState())).toEqual({ mechanism: 'gqa', queryHead: 3 });
    expect(selectInspectedCell(getState())).toEqual({ queryHead: 3, queryPosition: 2, keyPosition: 2 });
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

describe('Inspect at the side', () => {
  it('stands open where there is room, unless it was closed, and no link says so', () => {
    const { getState } = storeWith({});
    const { setSideRoom, setPreferences } = getState().actions;
    expect(selectOpenPane(getState())).toBeNull();
    setSideRoom(true);
    expect(selectOpenPane(getState())).toBe('cell');
    expect(getState().settings.inspect).toBeNull();
    setPreferences({ inspectStands: false });
    expect(selectOpenPane(getState())).toBeNull();
  });

  it('goes on following when a cell is freed, with the pane that was chosen; elsewhere it closes', () => {
    const lockedCell = { queryHead: 0, queryPosition: 1, keyPosition: 1 };
    const { getState } = storeWith({ inspect: 'flow', lockedCell });
    expect(freedPatch(getState())).toEqual({ lockedCell: null, inspect: null });
    getState().actions.setSideRoom(true);
    expect(freedPatch(getState())).toEqual({ lockedCell: null, inspect: 'flow' });
    getState().actions.update({ inspect: 'cell' });
    expect(freedPatch(getState())).toEqual({ lockedCell: null, inspect: null });
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
