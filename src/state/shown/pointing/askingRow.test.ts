import { expect, it } from 'vitest';
import type { AttentionMaps } from '../../../engine/Engine.ts';
import type { AppState } from '../../facts/appState.ts';
import { settledState, stateWith } from '../../testing/states.ts';
import { selectAskingRow } from './askingRow.ts';

/** Two heads of MHA and two of MQA on two tokens: what the second gives to the first, a head each. */
function stateOf(mha: readonly number[], mqa: readonly number[], stride = 1): AppState {
  const state = settledState(stateWith({ text: 'a b', dModel: 16, numHeads: 2, numKvHeads: 1 }));
  const maps = (numKvHeads: number, first: readonly number[]): AttentionMaps => ({
    ...{ numHeads: 2, numKvHeads, sequenceLength: 2, stride, side: 2 },
    cells: Float32Array.from(first.flatMap((weight) => [1, 0, weight, 1 - weight])),
  });
  const result = state.result && { ...state.result, maps: { mha: maps(2, mha), mqa: maps(1, mqa) } };
  return { ...state, result };
}

it('is the mean of all heads while none is lit, and says so', () => {
  const row = selectAskingRow({ ...stateOf([0.5, 0.25], [1, 0.25]), askingToken: 1 });
  expect(row).toMatchObject({ queryPosition: 1, of: 'mean of 4 heads' });
  expect(Array.from(row?.weights ?? [])).toEqual([0.5, 0.5]);
});

it('is the lit head’s, of the word that asks before that of the cell', () => {
  const hover = { mechanism: 'mqa', queryHead: 1, queryPosition: 1, keyPosition: 0 } as const;
  const row = selectAskingRow({ ...stateOf([0.5, 0.25], [1, 0.25]), hover });
  expect(row).toMatchObject({ queryPosition: 1, of: 'MQA query head 1' });
  expect(Array.from(row?.weights ?? [])).toEqual([0.25, 0.75]);
  const asking = selectAskingRow({ ...stateOf([0.5, 0.25], [1, 0.25]), hover, askingToken: 0 });
  // Its mask lets it see itself alone.
  expect(Array.from(asking?.weights ?? [])).toEqual([1]);
});

it('is none while nothing asks, and where maps have blocks', () => {
  expect(selectAskingRow(stateOf([0.5, 0.5], [1, 1]))).toBeNull();
  expect(selectAskingRow({ ...stateOf([0.5, 0.5], [1, 1], 2), askingToken: 1 })).toBeNull();
});
