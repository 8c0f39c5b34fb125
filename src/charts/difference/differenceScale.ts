import { scalePosition } from '../color/weightScale.ts';

/** Entries of a diverging table: odd, so that one of them is exactly 0. */
export const DIFFERENCE_COLORS = 511;

const MIDDLE = (DIFFERENCE_COLORS - 1) / 2;

/**
 * Difference −1 … 1 → position −1 … 1, the same for every head and every pair of mechanisms: the square root of its size,
 * as the maps have it, with its sign. Linear, the differences of a long text would all look like none.
 */
export function differencePosition(difference: number): number {
  return Math.sign(difference) * scalePosition(Math.abs(difference));
}

/** The entry of a diverging table. */
export function differenceIndex(difference: number): number {
  return Math.min(2 * MIDDLE, Math.max(0, Math.round(MIDDLE * (1 + differencePosition(difference)))));
}

/** What the legend marks. */
export const DIFFERENCE_TICKS: readonly { readonly difference: number; readonly label: string }[] = [
  { difference: -1, label: '−1' },
  { difference: -0.25, label: '−.25' },
  { difference: -0.05, label: '−.05' },
  { difference: 0, label: '0' },
  { difference: 0.05, label: '+.05' },
  { difference: 0.25, label: '+.25' },
  { difference: 1, label: '+1' },
];

/** "+0.3910", "−0.0213" */
export function signedText(difference: number, decimals = 4): string {
  const text = Math.abs(difference).toFixed(decimals);
  if (Number(text) === 0) return text;
  return `${difference < 0 ? '−' : '+'}${text}`;
}
