import { expect, it } from 'vitest';
import type { LikenessAcross } from '../../../attention/comparison/likenessAcross.ts';
import type { RunRequest } from '../../../attention/run/request.ts';
import type { AppState } from '../../facts/appState.ts';
import { FIRST_VIEW, type Settings } from '../../facts/settings.ts';
import { settledState, stateWith } from '../../testing/states.ts';
import { selectPictureToLink } from '../answers/wishes.ts';
import { selectRequest } from '../wanted.ts';
import { selectHoveredHeads, selectLinkedCells, selectLinkedHeads } from './linkedHeads.ts';

const CELL = { queryHead: 5, queryPosition: 3, keyPosition: 1 };

/** Of MHA's Q 5 GQA's Q 3 and MQA's Q 11 are the most alike, and of GQA's Q 5 MHA's Q 8. */
const ACROSS: LikenessAcross = {
  'gqa-mha': withOnes([3 * 16 + 5, 0.91], [5 * 16 + 8, 0.8]),
  'mqa-mha': withOnes([11 * 16 + 5, 0.81]),
  'mqa-gqa': withOnes([7 * 16 + 5, 0.7]),
};

function withOnes(...pairs: [index: number, likeness: number][]): Float64Array {
  const matrix = new Float64Array(256).fill(0.1);
  for (const [index, likeness] of pairs) matrix[index] = likeness;
  return matrix;
}

/** A page with this cell of MHA under the pointer, and its picture on screen. */
function pointed(settings: Partial<Settings>, mechanism: 'mha' | 'gqa' = 'mha'): AppState {
  return { ...settledState(stateWith(settings)), hover: { mechanism, ...CELL } };
}

function withAcross(state: AppState, change: Partial<RunRequest> = {}): AppState {
  const of = { ...(selectRequest(state) as RunRequest), ...change };
  return { ...state, across: { phase: 'here', known: { of, value: ACROSS } } };
}

it('lights the heads of one number where random weights share their queries, and where nothing is pointed at none', () => {
  const state = pointed({});
  expect(selectLinkedHeads(state)).toEqual({ mha: { queryHead: 5 }, gqa: { queryHead: 5 }, mqa: { queryHead: 5 } });
  expect(selectLinkedCells(state)).toEqual({ mha: CELL, gqa: CELL, mqa: CELL });
  expect(selectLinkedHeads({ ...state, hover: null })).toBeNull();
  expect(selectLinkedCells({ ...state, hover: null })).toEqual({});
});

it('lights the most alike head of each other mechanism where weights are trained, in the same cell', () => {
  const state = withAcross(pointed(FIRST_VIEW));
  expect(selectLinkedHeads(state)).toEqual({
    mha: { queryHead: 5 },
    gqa: { queryHead: 3, likeness: 0.91 },
    mqa: { queryHead: 11, likeness: 0.81 },
  });
  expect(selectLinkedCells(state)).toEqual({
    mha: CELL,
    gqa: { ...CELL, queryHead: 3 },
    mqa: { ...CELL, queryHead: 11 },
  });
  expect(selectLinkedHeads(withAcross(pointed(FIRST_VIEW, 'gqa')))).toEqual({
    mha: { queryHead: 8, likeness: 0.8 },
    gqa: { queryHead: 5 },
    mqa: { queryHead: 7, likeness: 0.7 },
  });
});

it('links by likeness where each mechanism drew weights of its own, and asks for it', () => {
  const state = pointed({ kvRule: 'independent' });
  expect(selectLinkedHeads(state)).toEqual({ mha: { queryHead: 5 } });
  expect(selectLinkedHeads(withAcross(state))?.gqa).toEqual({ queryHead: 3, likeness: 0.91 });
  expect(selectPictureToLink(state)).not.toBeNull();
  expect(selectPictureToLink(pointed({}))).toBeNull();
});

it('lights the head that is pointed at alone until the likeness of this very picture is known', () => {
  const state = pointed(FIRST_VIEW);
  expect(selectLinkedHeads(state)).toEqual({ mha: { queryHead: 5 } });
  expect(selectLinkedHeads(withAcross(state, { tokens: ['another', 'text'] }))).toEqual({ mha: { queryHead: 5 } });
});

it('takes a locked cell for one of the mechanism that Inspect follows, and still knows the one pointed at', () => {
  const lockedCell = { ...CELL, queryHead: 5 };
  const state = withAcross(pointed({ ...FIRST_VIEW, lockedCell, inspectMechanism: 'gqa' }));
  expect(selectLinkedHeads(state)?.mha).toEqual({ queryHead: 8, likeness: 0.8 });
  expect(selectHoveredHeads(state)?.gqa).toEqual({ queryHead: 3, likeness: 0.91 });
});

it('stays the very same while the pointer moves within a head', () => {
  const state = withAcross(pointed(FIRST_VIEW));
  const moved: AppState = { ...state, hover: { mechanism: 'mha', ...CELL, keyPosition: 2 } };
  expect(selectLinkedHeads(moved)).toBe(selectLinkedHeads(state));
});
