/** The heads of a grid: as they are numbered, or those that differ most first, equal ones as numbered. */
export function orderedHeads(meanDistances: Float64Array, isSorted: boolean): number[] {
  const heads = Array.from(meanDistances.keys());
  if (!isSorted) return heads;
  return heads.sort((a, b) => (meanDistances[b] as number) - (meanDistances[a] as number) || a - b);
}

/** Mean over heads. */
export function overallDistance(meanDistances: Float64Array): number {
  return meanDistances.reduce((sum, distance) => sum + distance, 0) / meanDistances.length;
}
