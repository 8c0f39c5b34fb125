/**
 * Weight → colour, the same in every map: the domain is always [0, 1], so two heads, two columns or two texts compare by
 * eye. Normalising each map by its own maximum would break that. On a linear scale a text of 200 tokens, whose weights
 * average 1/200, would show blank maps; the square root spreads the small weights and keeps both ends.
 */
export function scalePosition(weight: number): number {
  return Math.sqrt(weight);
}

/** Entries of a colour table. */
export const COLORS = 256;

/** The weights the legend marks, at `scalePosition` of its length. */
export const LEGEND_TICKS: readonly { readonly weight: number; readonly label: string }[] = [
  { weight: 0, label: '0' },
  { weight: 0.01, label: '.01' },
  { weight: 0.1, label: '.1' },
  { weight: 0.25, label: '.25' },
  { weight: 0.5, label: '.5' },
  { weight: 1, label: '1' },
];
