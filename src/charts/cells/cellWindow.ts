import { formatWeight, MASKED } from '../../attention/numbers/format.ts';

/** Up to this many tokens, every cell of the focused map is in the page. */
const MAX_TOKENS_WHOLE = 32;

/** Beyond, this many rows and columns around the active cell: 225 cells instead of up to 262,144. */
const WINDOW = 15;

/** Positions `from` … `to` − 1 of one axis that are present as elements. */
export interface AxisWindow {
  readonly from: number;
  readonly to: number;
}

export function axisWindow(active: number, sequenceLength: number): AxisWindow {
  if (sequenceLength <= MAX_TOKENS_WHOLE) return { from: 0, to: sequenceLength };
  const centred = active - Math.floor(WINDOW / 2);
  const from = Math.min(Math.max(0, centred), sequenceLength - WINDOW);
  return { from, to: from + WINDOW };
}

/** A weight as it is read everywhere, "masked"; an ellipsis stands for what is on its way. */
export function cellText(weight: number | null | undefined): string {
  if (weight === undefined) return '…';
  return weight === null ? MASKED : formatWeight(weight);
}
