import type { Size } from '../useSize.ts';
import { columnsIn } from './gridLayout.ts';

/** Room for a grid of maps in px, with the size of its type. */
export interface GridRoom extends Size {
  /** Whether a line below each map says what its head does. */
  readonly hasNotes: boolean;
  /** False if no gutter names the KV heads of rows: maps then have its room, too. */
  readonly hasGutter?: boolean;
}

/** How much of what a head does stands below its map: the word and its per cent, the word alone, nothing. */
export type NoteDetail = 'full' | 'word' | 'none';

/** How a grid fills its room. */
export interface GridFit {
  /** Side of one map, in px. */
  readonly side: number;
  readonly notes: NoteDetail;
  /** False if the room was measured without a gutter: the grid then draws none. */
  readonly hasGutter?: boolean;
}

/** Width of the gutter that names KV heads, in em of the grid's type. */
export const GUTTER_EM = 2;

/** Height of what stands below a map of a labelled head, as head-label.css has it. */
const NOTE_EM = 1.27;

/** A map that is this wide, 72 and 48 px of 11 px type, has room for "two back 85 %" and for "two back". */
const FULL_EM = 72 / 11;
const WORD_EM = 48 / 11;

/** What map-grid.css puts between tracks, so that the hatching of one map ends before the next. */
const TRACK_GAP_PX = 4;

/** What it puts between rows, and above each map for its band's line. */
const GAP_PX = 2;
const BAND_PX = 4;

/** The side at which all maps fit their room, and how much can be said below them: of a note, all that is said is whole. */
export function fitGrid(numHeads: number, room: GridRoom): GridFit {
  const { fontSize, hasNotes } = room;
  const side = sideOf(numHeads, room, NOTE_EM * fontSize);
  if (hasNotes && side >= FULL_EM * fontSize) return { side, notes: 'full' };
  if (hasNotes && side >= WORD_EM * fontSize) return { side, notes: 'word' };
  return { side: sideOf(numHeads, room, 0), notes: 'none' };
}

/** How high a grid is whose maps have this side, with the line of the notes where there is one. */
export function gridHeight(numHeads: number, side: number, { fontSize, hasNotes }: Omit<GridRoom, keyof Box>): number {
  const rows = Math.ceil(numHeads / columnsIn(numHeads));
  return rows * (side + BAND_PX + (hasNotes ? NOTE_EM * fontSize : 0)) + GAP_PX * (rows - 1);
}

type Box = Pick<Size, 'width' | 'height'>;

/** Whole pixels, so that the cells of all maps are alike. */
function sideOf(numHeads: number, { width, height, fontSize, hasGutter = true }: GridRoom, note: number): number {
  const columns = columnsIn(numHeads);
  const rows = Math.ceil(numHeads / columns);
  const across = (width - (hasGutter ? GUTTER_EM * fontSize : 0)) / columns - TRACK_GAP_PX;
  const down = (height - GAP_PX * (rows - 1)) / rows - BAND_PX - note;
  return Math.max(0, Math.floor(Math.min(across, down)));
}
