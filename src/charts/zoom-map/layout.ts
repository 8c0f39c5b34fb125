import { textWidth } from '../labels.ts';
import type { Size } from '../useSize.ts';

/** Where things are in the picture of a map, in px from its top left. */
export interface ZoomMapLayout {
  /** Both margins, left and top: labels, and outside of them the axis's title. The mini-map is in the corner. */
  readonly margin: number;
  /** Room for a label, within the margin. */
  readonly labelRoom: number;
  /** Side of the square window. */
  readonly side: number;
  readonly fontSize: number;
}

/** Height of the legend under the window, in em of the type. */
export const LEGEND_EM = 4.2;

/** In em of the type. */
const TITLE_EM = 1.6;
const GAP_EM = 0.5;
const LEAST_ROOM_EM = 4.5;
const MOST_ROOM_EM = 8;

/** The largest window for which axes with labels of these tokens have room; null where there is none at all. */
export function zoomMapLayout(tokens: readonly string[], { width, height, fontSize }: Size): ZoomMapLayout | null {
  const numbered = tokens.length > height / fontSize ? textWidth(`${tokens.length} `, fontSize) : 0;
  const longest = tokens.reduce((most, token) => Math.max(most, textWidth(token, fontSize)), 0) + numbered;
  const labelRoom = Math.ceil(Math.max(LEAST_ROOM_EM * fontSize, Math.min(longest, MOST_ROOM_EM * fontSize)));
  const margin = labelRoom + Math.ceil((TITLE_EM + GAP_EM) * fontSize);
  // One px each for the frame's far edges.
  const side = Math.floor(Math.min(width, height - LEGEND_EM * fontSize)) - margin - 1;
  return side > 0 ? { margin, labelRoom, side, fontSize } : null;
}
