import type { LanesLayout } from './layout.ts';

/** How far lanes are filled, in px. */
export interface LanesFill {
  readonly width: number;
  /** Cuts within what is filled, its end included. */
  readonly cutXs: readonly number[];
  /** Where empty cells begin. */
  readonly slotXs: readonly number[];
}

/** Fills lanes that were laid out for `capacity` tokens with `cached` of them. */
export function fillOf({ left, width, cutXs }: LanesLayout, capacity: number, cached: number): LanesFill {
  const filled = (width * Math.min(cached, capacity)) / Math.max(1, capacity);
  // Half a pixel: a sum of fractions may fall on either side of the same place.
  const isFilled = (x: number) => x <= left + filled + 0.5;
  return { width: filled, cutXs: cutXs.filter(isFilled), slotXs: cutXs.filter((x) => !isFilled(x)) };
}
