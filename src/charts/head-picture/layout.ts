import { type AxisLabel, type AxisOptions, axisLabels, fitsFlat } from '../axisLabels.ts';
import { cutToWidth, textWidth, widest } from '../labels.ts';
import type { Size } from '../useSize.ts';

/** Where the map of one head stands in its picture, in px from the picture's top left, and which tokens stand beside it. */
export interface HeadPictureLayout {
  readonly left: number;
  readonly top: number;
  /** Side of the map. */
  readonly side: number;
  readonly fontSize: number;
  readonly keys: readonly AxisLabel[];
  readonly queries: readonly AxisLabel[];
  readonly isFlat: boolean;
}

/** The cell whose tokens are in bold, and stay however many others are left out. */
type Lit = { readonly queryPosition: number; readonly keyPosition: number } | null;

/** Px of the room from which the first and the last token have their labels, and from which all have them that fit. */
const ENDS_FROM_PX = 120;
const ALL_FROM_PX = 200;

/** Labels take at most this much of the type, and of the room. */
const MOST_ROOM_EM = 6;
const MOST_ROOM_SHARE = 0.3;

/** Between a label and the map or the picture's edge, in em. */
const GAP_EM = 0.5;
const LINE_EM = 1.25;

/**
 * The largest square map with its tokens at both axes that `room` allows; without tokens in a small room, with the first and
 * the last of them in a larger one.
 *
 * @param lineEm how near each other the labels may stand, if nearer than usual
 */
export function headPictureLayout(tokens: readonly string[], room: Size, lit: Lit, lineEm?: number): HeadPictureLayout {
  const { width, height, fontSize } = room;
  const extent = Math.min(width, height);
  const bare = { left: 0, top: 0, side: whole(extent), fontSize, keys: [], queries: [], isFlat: true };
  if (extent < ENDS_FROM_PX || tokens.length === 0) return bare;
  const labelled = extent < ALL_FROM_PX ? endsOf(tokens) : tokens;
  const numbered = tokens.length > extent / fontSize ? widest([`${tokens.length} `], fontSize) : 0;
  const longest = widest(labelled, fontSize) + numbered;
  const labelRoom = Math.ceil(Math.min(longest, MOST_ROOM_EM * fontSize, MOST_ROOM_SHARE * extent));
  const gap = Math.ceil(GAP_EM * fontSize);
  const left = labelRoom + gap;
  const sideBelow = (top: number) => whole(Math.min(width - left, height - top));
  const flatTop = Math.ceil(LINE_EM * fontSize);
  const hasAll = extent >= ALL_FROM_PX;
  const axis = (side: number, selected: readonly number[]): AxisOptions => {
    return { tokens, start: 0, span: tokens.length, fontSize, room: labelRoom, side, selected, lineEm };
  };
  const sideIfFlat = sideBelow(flatTop);
  const isFlat = hasAll ? fitsFlat(axis(sideIfFlat, [])) : areEndsFlat(labelled, sideIfFlat, fontSize);
  const top = isFlat ? flatTop : labelRoom + gap;
  const side = sideBelow(top);
  const keys = axis(side, lit ? [lit.keyPosition] : []);
  const queries = axis(side, lit ? [lit.queryPosition] : []);
  return {
    ...{ left, top, side, fontSize, isFlat },
    keys: hasAll ? axisLabels(keys) : endLabels(keys, isFlat),
    queries: hasAll ? axisLabels(queries) : endLabels(queries, false),
  };
}

const whole = (px: number) => Math.max(0, Math.floor(px));

function endsOf(tokens: readonly string[]): readonly string[] {
  return tokens.filter((_, position) => position === 0 || position === tokens.length - 1);
}

/** True when the first and the last label have room beside each other above the map. */
function areEndsFlat(ends: readonly string[], side: number, fontSize: number): boolean {
  return ends.reduce((sum, end) => sum + textWidth(end, fontSize), 0) + GAP_EM * fontSize <= side;
}

/** The first and the last label alone. One that lies flat stays above the map, whole. */
function endLabels({ tokens, side, room, fontSize, selected }: AxisOptions, isFlat: boolean): readonly AxisLabel[] {
  const last = tokens.length - 1;
  return [...new Set([0, last])].map((position) => {
    const token = tokens[position] ?? '';
    const text = isFlat ? token : cutToWidth(token, room, fontSize);
    const half = isFlat ? textWidth(text, fontSize) / 2 : 0;
    const middle = ((position + 0.5) * side) / tokens.length;
    return { position, text, at: Math.max(half, Math.min(middle, side - half)), selected: selected.includes(position) };
  });
}
