import type { Maps } from '../cells/maps.ts';

/** Room for a grid of maps, in px; `label` is the height of a band's label, `note` that of a head's, 0 without such. */
export interface GridRoom {
  readonly width: number;
  readonly height: number;
  readonly label: number;
  readonly note: number;
}

/** How a grid fills its room best. */
export interface GridFit {
  /** Maps in one row. */
  readonly columns: number;
  /** Side of one map, in px. */
  readonly side: number;
  /** Whether bands keep their labels: no label is taller than the map it belongs to. */
  readonly hasLabels: boolean;
  /** Whether heads keep theirs. */
  readonly hasNotes: boolean;
}

/** Height of a band's label, in em of the grid's type. */
export const LABEL_EM = 1.45;

/** Height of what stands below a map of a labelled head, as head-label.css has it. */
export const HEAD_LABEL_EM = 1.27;

/** What map-grid.css puts around maps: between tracks, and beside and below the map in its track. */
const GAP_PX = 2;
export const MAP_INSET_PX = 6;
const MAP_BELOW_PX = 2;

/**
 * The number of columns that makes maps largest in a room of fixed height, where a page that scrolls would fix the
 * columns instead. Only divisors of `numHeads`: every row is full. Of two that are equal, the wider grid.
 */
export function fitGrid({ numHeads }: Pick<Maps, 'numHeads'>, room: GridRoom): GridFit {
  const { label, note } = room;
  const labelled = largest(numHeads, room, label + note);
  if (labelled.side >= label + note) return { ...labelled, hasLabels: true, hasNotes: true };
  // What a head does says more than which KV head it reads, which the wiring says too.
  const noted = largest(numHeads, room, note);
  if (note > 0 && noted.side >= note) return { ...noted, hasLabels: false, hasNotes: true };
  return { ...largest(numHeads, room, 0), hasLabels: false, hasNotes: false };
}

/** @param label what stands above and below each row of maps, in px */
function largest(numHeads: number, room: GridRoom, label: number): Pick<GridFit, 'columns' | 'side'> {
  let best = { columns: 1, side: 0 };
  for (let columns = 1; columns <= numHeads; columns++) {
    if (numHeads % columns !== 0) continue;
    const side = sideOf(columns, numHeads / columns, room, label);
    if (side >= best.side) best = { columns, side };
  }
  return best;
}

/** Whole pixels: a fraction more or less must not choose other columns. */
function sideOf(columns: number, rows: number, { width, height }: GridRoom, label: number): number {
  const across = (width - GAP_PX * (columns - 1)) / columns - MAP_INSET_PX;
  const down = (height - GAP_PX * (2 * rows - 1)) / rows - label - MAP_BELOW_PX;
  return Math.max(0, Math.floor(Math.min(across, down)));
}
