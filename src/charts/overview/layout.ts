import { groupSize, kvHeadOf } from '../../attention/sharing.ts';
import { labelStep, textWidth } from '../labels.ts';
import type { OverviewPlace, OverviewRow } from './overviewProps.ts';

/** Where everything stands, in px from the top left of the picture. */
export interface OverviewLayout {
  /** Room for the layers' numbers, left of the maps, and for the heads' numbers above them. */
  readonly left: number;
  readonly top: number;
  /** Side of one map. */
  readonly side: number;
  /** From one row to the next. */
  readonly pitch: number;
  /** Between heads of one KV head, and between those of two. */
  readonly gap: number;
  readonly groupGap: number;
  /** Every how many layers and heads a number stands. */
  readonly layerStep: number;
  readonly headStep: number;
  readonly width: number;
  readonly height: number;
}

const LARGEST_SIDE = 40;
/** Smaller maps can't be told apart, nor be hit: the picture is then higher than it was to be. */
const LEAST_SIDE = 7;
const GAP = 1;
const GROUP_GAP = 3;

type Heads = Pick<OverviewRow, 'numHeads' | 'numKvHeads'>;

export function overviewLayout(
  rows: readonly (Heads & Pick<OverviewRow, 'layer'>)[],
  width: number,
  maxHeight: number,
  fontSize: number,
): OverviewLayout {
  const left = textWidth(`${rows.at(-1)?.layer ?? 0}`, fontSize) + 0.6 * fontSize;
  const top = 1.3 * fontSize;
  const across = Math.min(...rows.map((row) => (width - left - gapsOf(row)) / row.numHeads));
  const down = (maxHeight - top) / rows.length - GAP;
  const side = Math.max(1, Math.floor(Math.min(across, Math.max(LEAST_SIDE, down), LARGEST_SIDE)));
  const pitch = side + GAP;
  const widest = Math.max(...rows.map((row) => row.numHeads * side + gapsOf(row)));
  const most = Math.max(...rows.map(({ numHeads }) => numHeads));
  return {
    ...{ left, top, side, pitch, gap: GAP, groupGap: GROUP_GAP },
    layerStep: labelStep(pitch, 1.1 * fontSize),
    headStep: labelStep(pitch, textWidth(`${most - 1}`, fontSize) + 0.5 * fontSize),
    width: left + widest,
    height: top + rows.length * pitch,
  };
}

/** What lies between the maps of a row, in px. Where each head has a KV head of its own, none stand together. */
function gapsOf(heads: Heads): number {
  return (heads.numHeads - 1) * GAP + groupGaps(heads, heads.numHeads - 1);
}

/** What lies between groups before a head, beyond the gap that every head has. */
function groupGaps(heads: Heads, head: number): number {
  return groupSize(heads) === 1 ? 0 : kvHeadOf(head, heads) * (GROUP_GAP - GAP);
}

/** Left edge of a head's map, from that of the first. */
export function headX({ pitch }: Pick<OverviewLayout, 'pitch'>, heads: Heads, head: number): number {
  return head * pitch + groupGaps(heads, head);
}

/** The place under a point, from the top left of the first map; the nearest one where nothing lies. */
export function placeAt(layout: OverviewLayout, rows: readonly OverviewRow[], x: number, y: number): OverviewPlace {
  const row = Math.min(rows.length - 1, Math.max(0, Math.floor(y / layout.pitch)));
  const heads = rows[row] as OverviewRow;
  let head = 0;
  while (head < heads.numHeads - 1 && headX(layout, heads, head + 1) <= x) head++;
  return { row, head };
}

/** Rows that follow each other and have the same heads: their bands are drawn as one. */
export interface RowRun extends Heads {
  readonly first: number;
  readonly count: number;
}

export function runsOf(rows: readonly Heads[]): RowRun[] {
  const runs: { first: number; count: number; numHeads: number; numKvHeads: number }[] = [];
  for (const [first, { numHeads, numKvHeads }] of rows.entries()) {
    const last = runs.at(-1);
    if (last?.numHeads === numHeads && last.numKvHeads === numKvHeads) last.count++;
    else runs.push({ first, count: 1, numHeads, numKvHeads });
  }
  return runs;
}
