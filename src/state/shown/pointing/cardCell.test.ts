import { expect, it } from 'vitest';
import { stateWith } from '../../testing/states.ts';
import { selectCardCell } from './cardCell.ts';

const hover = { mechanism: 'gqa', queryHead: 5, queryPosition: 3, keyPosition: 1 } as const;

it('is the cell that is pointed at, and none that this text or shape lacks', () => {
  expect(selectCardCell({ ...stateWith(), hover })).toBe(hover);
  expect(selectCardCell({ ...stateWith(), hover: null })).toBeNull();
  expect(selectCardCell({ ...stateWith({ text: 'a b' }), hover })).toBeNull();
  expect(selectCardCell({ ...stateWith({ numHeads: 4 }), hover })).toBeNull();
});

it('is none in the head that Inspect shows, and that of any other head beside it', () => {
  const state = stateWith({ inspect: 'cell', inspectMechanism: 'gqa', inspectHead: 5 });
  expect(selectCardCell({ ...state, hover })).toBeNull();
  expect(selectCardCell({ ...state, hover: { ...hover, queryHead: 6 } })).not.toBeNull();
  expect(selectCardCell({ ...state, hover: { ...hover, mechanism: 'mha' } })).not.toBeNull();
});

it('is none while the pictures that compare heads are pointed at', () => {
  const state = stateWith({ inspect: 'difference', inspectHead: 0 });
  expect(selectCardCell({ ...state, hover })).toBeNull();
});
