import type { Maps } from './maps.ts';

/** Room for a grid of maps, in px; `label` is the height of a band's label, and of a head's where there are such. */
export interface GridRoom {
  readonly width: number;
  readonly height: number;
  readonly label: number;
}

/** How a grid fills its room best. */
export interface GridFit {
  /** Maps in one row. */
  readonly columns: number;
  /** Side of one map, in px. */
  readonly side: number;
  /** Whether bands keep their labels: no label is taller than the map it belongs to. */
  readonly hasLabels: boolean;
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
  const labelled = largest(numHeads, room);
  if (labelled.side >= room.label) return { ...labelled, hasLabels: true };
  return { ...largest(numHeads, { ...room, label: 0 }), hasLabels: false };
}

function largest(numHeads: number, room: GridRoom): Omit<GridFit, 'hasLabels'> {
  let best = { columns: 1, side: 0 };
  for (let columns = 1; columns <= numHeads; columns++) {
    if (numHeads % columns !== 0) continue;
    const side = sideOf(columns, numHeads / columns, room);
    if (side >= best.side) best = { columns, side };
  }
  return best;
}

/** Whole pixels: a fraction more or less must not choose other columns. */
function sideOf(columns: number, rows: number, { width, height, label }: GridRoom): number {
  const across = (width - GAP_PX * (columns - 1)) / columns - MAP_INSET_PX;
  const down = (height - GAP_PX * (2 * rows - 1)) / rows - label - MAP_BELOW_PX;
  return Math.max(0, Math.floor(Math.min(across, down)));
}
