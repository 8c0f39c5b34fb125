import { textWidth } from '../labels.ts';
import type { Size } from '../useSize.ts';

/** Where things are in the picture of a token flow, in px from its top left. */
export interface FlowLayout {
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
  /** Top of the first token's row; titles and legend are above. */
  readonly top: number;
  /** Height of a row. */
  readonly pitch: number;
  /** Room for a label, on either side. */
  readonly labelRoom: number;
  /** Where lines begin and end. */
  readonly queryX: number;
  readonly keyX: number;
  /** Bars, to the right of the keys' labels, and how long a weight of 1 is. */
  readonly barX: number;
  readonly barLength: number;
}

/** All tokens in the box's height, or each with a line of its own, where the box is to scroll. */
export type FlowRows = 'fit' | 'lines';

/** In em of the type. */
const TOP_EM = 4.2;
const LINE_EM = 1.5;
const TALLEST_ROW_EM = 2.4;
const GAP_EM = 0.5;
const MOST_ROOM_EM = 8;
const FIGURE_EM = 3.6;

/** Whether all rows have a line's height within the box. */
export function fitsInLines(tokens: number, { height, fontSize }: Size): boolean {
  return tokens * LINE_EM * fontSize <= height - TOP_EM * fontSize;
}

export function flowLayout(tokens: readonly string[], { width, height, fontSize }: Size, rows: FlowRows): FlowLayout {
  const top = TOP_EM * fontSize;
  const fit = Math.min(TALLEST_ROW_EM * fontSize, (height - top) / tokens.length);
  const pitch = rows === 'fit' ? fit : Math.max(fit, LINE_EM * fontSize);
  const numbered = pitch < fontSize ? textWidth(`${tokens.length} `, fontSize) : 0;
  const longest = tokens.reduce((most, token) => Math.max(most, textWidth(token, fontSize)), 0) + numbered;
  const labelRoom = Math.min(Math.max(longest, 3 * fontSize), MOST_ROOM_EM * fontSize, 0.22 * width);
  const gap = GAP_EM * fontSize;
  const barLength = Math.max(0, 0.2 * width - FIGURE_EM * fontSize);
  const barX = width - barLength - FIGURE_EM * fontSize;
  return {
    width,
    height: top + tokens.length * pitch + gap,
    fontSize,
    top,
    pitch,
    labelRoom,
    // Room for the mark of a selected token before its label.
    queryX: labelRoom + 3 * gap,
    // Room for a bar to begin clear of a label that is wider than estimated.
    keyX: barX - labelRoom - 3 * gap,
    barX,
    barLength,
  };
}

/** Middle of a token's row. */
export function rowMiddle({ top, pitch }: FlowLayout, position: number): number {
  return top + (position + 0.5) * pitch;
}

type FlowSide = 'query' | 'key';

/** One of the two columns' tokens. */
export interface FlowToken {
  readonly side: FlowSide;
  readonly position: number;
}

/** The token at a place of the picture: by its label or the ends of its lines; null in the middle of the lines. */
export function tokenAt(layout: FlowLayout, tokens: number, x: number, y: number): FlowToken | null {
  const position = Math.floor((y - layout.top) / layout.pitch);
  if (position < 0 || position >= tokens) return null;
  const reach = 0.2 * (layout.keyX - layout.queryX);
  if (x <= layout.queryX + reach) return { side: 'query', position };
  return x >= layout.keyX - reach ? { side: 'key', position } : null;
}
