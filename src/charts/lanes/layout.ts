import { labelStep, textWidth } from '../labels.ts';
import type { Size } from '../useSize.ts';

/** Where the lanes of one cache stand, in px. */
export interface LanesLayout {
  /** The box that all KV heads of MHA would fill: the whole height from `left` on. */
  readonly left: number;
  readonly width: number;
  /** Width of the lanes: the box's, but nothing without tokens. */
  readonly filledWidth: number;
  /** One lane a KV head, from the top; a label is empty where it would touch the one above. */
  readonly lanes: readonly { readonly top: number; readonly height: number; readonly label: string }[];
  /** Height of what is taken; the rest of the box is head room. */
  readonly usedHeight: number;
  /** Tokens between two cuts: 1 where each token is a cell. */
  readonly tokensPerCell: number;
  /** Where lanes are cut: at every token, or at round lengths where a token is too narrow to be a cell. */
  readonly cutXs: readonly number[];
}

export interface LaneCounts {
  readonly numKvHeads: number;
  /** Lanes that fill the box: the query heads. */
  readonly maxLanes: number;
  readonly tokens: number;
  /** Whether lanes go without their names, where there is no room for them at the left. */
  readonly isBare?: boolean | undefined;
}

/** The least height of a lane that can be told from its neighbours, gap included. */
export const MIN_LANE_PX = 2;
const MIN_CELL_PX = 4;
/** Cuts of solid lanes are this far apart, so that the lanes still read as solid. */
const MIN_TICK_PX = 24;
/** Room at the left for "KV 15"; the wiring above begins as far in. */
const GUTTER_EM = 3.2;

/**
 * Lanes of equal height `height / maxLanes`, whatever `numKvHeads` is, and cells of equal width `width / tokens`: the
 * filled area is to one scale in every column that gets the same `maxLanes`, `tokens` and size.
 */
export function lanesLayout({ numKvHeads, maxLanes, tokens, isBare = false }: LaneCounts, size: Size): LanesLayout {
  const left = isBare ? 0 : GUTTER_EM * size.fontSize;
  const width = Math.max(1, size.width - left);
  const pitch = size.height / maxLanes;
  // A whole pixel at least: the thinnest lanes stay lanes instead of blurring into a tint. Never more than half the pitch:
  // for a moment, 64 lanes stand in the box of 16.
  const gap = Math.min(2, Math.max(1, pitch * 0.2), pitch / 2);
  const labelEvery = labelStep(pitch, size.fontSize);
  const cell = width / tokens;
  const step = cell >= MIN_CELL_PX ? 1 : labelStep(cell, MIN_TICK_PX);
  return {
    left,
    width,
    filledWidth: tokens === 0 ? 0 : width,
    lanes: Array.from({ length: numKvHeads }, (_, kvHead) => ({
      top: kvHead * pitch,
      height: pitch - gap,
      label: !isBare && kvHead % labelEvery === 0 ? `KV ${kvHead}` : '',
    })),
    usedHeight: numKvHeads * pitch,
    tokensPerCell: step,
    cutXs: Array.from(
      { length: Math.max(0, Math.ceil(tokens / step) - 1) },
      (_, cut) => left + (cut + 1) * step * cell,
    ),
  };
}

/** Says how many lanes are free, where the sentence fits into the free room. */
export function headRoomLabel({ numKvHeads, maxLanes }: LaneCounts, layout: LanesLayout, size: Size): string {
  if (size.height - layout.usedHeight < 1.4 * size.fontSize) return '';
  const full = `head room: ${maxLanes - numKvHeads} of ${maxLanes} lanes free`;
  return [full, 'head room'].find((text) => textWidth(text, size.fontSize) < layout.width) ?? '';
}
