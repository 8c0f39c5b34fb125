import type { DifferenceMaps } from './differenceMaps.ts';

/**
 * The heads of a grid: as they are numbered, or, where they have partners, the most alike ones first, so that those without a
 * sensible partner are last; if it is sorted, those that differ most first. Equal ones stand as numbered.
 */
export function orderedHeads(
  { meanDistances, partners }: Pick<DifferenceMaps, 'meanDistances' | 'partners'>,
  isSorted: boolean,
): number[] {
  const heads = Array.from(meanDistances.keys());
  const likeness = (head: number) => partners?.[head]?.likeness ?? 0;
  if (!isSorted) return heads.sort((a, b) => likeness(b) - likeness(a) || a - b);
  return heads.sort((a, b) => (meanDistances[b] as number) - (meanDistances[a] as number) || a - b);
}

/** Mean over heads. */
export function overallDistance(meanDistances: Float64Array): number {
  return meanDistances.reduce((sum, distance) => sum + distance, 0) / meanDistances.length;
}
