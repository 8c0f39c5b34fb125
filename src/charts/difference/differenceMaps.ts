import {
  type Comparison,
  type Differences,
  MECHANISM_PAIRS,
  type MechanismPair,
} from '../../attention/comparison/comparison.ts';
import type { DifferingCell } from '../../attention/comparison/headDifference.ts';
import type { NearestHead } from '../../attention/comparison/likenessAcross.ts';
import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';

/** The maps of `of` minus the maps of `from`, head by head, as everything in this folder takes them. */
export interface DifferenceMaps {
  readonly of: Mechanism;
  readonly from: Mechanism;
  readonly numHeads: number;
  readonly sequenceLength: number;
  readonly causal: boolean;
  /** Tokens along a block's side, and blocks along a map's side. */
  readonly stride: number;
  readonly side: number;
  /** [numHeads, side, side]: multiply by `sign`. The difference that is largest in size of each block; masked cells 0. */
  readonly cells: Float32Array;
  readonly sign: 1 | -1;
  /** [numHeads]: mean total-variation distance. */
  readonly meanDistances: Float64Array;
  /** The cells that differ most, the most first: of each head, and of all. */
  readonly largest: readonly (readonly DifferingCell[])[];
  readonly largestOverall: readonly DifferingCell[];
  /** The head of `from` that each head is held against, [queryHead]; without it the one of its number. */
  readonly partners?: readonly NearestHead[] | undefined;
  /** What both sides are called; without it as their mechanisms are. */
  readonly names?: { readonly of: string; readonly from: string } | undefined;
}

/** What a difference calls its sides. */
export type SideNames = Pick<DifferenceMaps, 'of' | 'from' | 'names'>;

/** "GQA", or the name that the side has of its own. */
export function sideName(sides: SideNames, side: 'of' | 'from'): string {
  return sides.names?.[side] ?? MECHANISM_SHORT[sides[side]];
}

/** Any mechanism minus any other; a mechanism minus itself differs nowhere. */
export function differenceMaps(comparison: Comparison, of: Mechanism, from: Mechanism): DifferenceMaps {
  const { numHeads, sequenceLength, causal, stride, side } = comparison;
  const { differences, sign } = differencesOf(comparison, of, from);
  const { meanDistances, cells, largest, largestOverall } = differences;
  const turned = (list: readonly DifferingCell[]) => (sign === 1 ? list : list.map(turnAround));
  return {
    of,
    from,
    numHeads,
    sequenceLength,
    causal,
    stride,
    side,
    cells,
    sign,
    meanDistances,
    largest: largest.map(turned),
    largestOverall: turned(largestOverall),
  };
}

/** "GQA − MHA" */
export function differenceName(sides: SideNames): string {
  return `${sideName(sides, 'of')} − ${sideName(sides, 'from')}`;
}

/** "query head 5"; "GQA Q 5 against its nearest in MHA, Q 8" where heads have partners. */
export function pairName({ of, from, partners }: DifferenceMaps, queryHead: number): string {
  const partner = partners?.[queryHead];
  if (!partner) return `query head ${queryHead}`;
  return `${MECHANISM_SHORT[of]} Q ${queryHead} against its nearest in ${MECHANISM_SHORT[from]}, Q ${partner.queryHead}`;
}

/** " − Q 8" where the head has a partner, else nothing. */
export function partnerText({ partners }: Pick<DifferenceMaps, 'partners'>, queryHead: number): string {
  const partner = partners?.[queryHead];
  return partner ? ` − Q ${partner.queryHead}` : '';
}

/** The largest difference of all cells in size, 0 … 1. */
export function largestDifference({ largestOverall: [cell] }: DifferenceMaps): number {
  return cell ? Math.abs(cell.of - cell.from) : 0;
}

function differencesOf(comparison: Comparison, of: Mechanism, from: Mechanism) {
  const pair = MECHANISM_PAIRS.find((known) => [known.of, known.from].every((one) => one === of || one === from));
  if (!pair) return { differences: none(comparison), sign: 1 } as const;
  const id: MechanismPair = pair.id;
  return { differences: comparison.differences[id], sign: pair.of === of ? 1 : -1 } as const;
}

function none({ numHeads, side }: Comparison): Differences {
  return {
    meanDistances: new Float64Array(numHeads),
    cells: new Float32Array(numHeads * side * side),
    largest: Array.from({ length: numHeads }, () => []),
    largestOverall: [],
  };
}

function turnAround(cell: DifferingCell): DifferingCell {
  return { ...cell, of: cell.from, from: cell.of };
}
