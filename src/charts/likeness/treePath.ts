import type { Merge } from './clusterHeads.ts';
import type { MatrixLayout } from './layout.ts';

/** The higher a bar, the less alike what it joins: mean distances from 0 to 1, as the colours have them. */
export function treePath(merges: readonly Merge[], { left, tree, cell }: MatrixLayout): string {
  const x = (place: number) => (left + (place + 0.5) * cell).toFixed(2);
  const y = (height: number) => (tree * (1 - height)).toFixed(2);
  return merges
    .map(
      (merge) =>
        `M${x(merge.left)} ${y(merge.leftHeight)}V${y(merge.height)}H${x(merge.right)}V${y(merge.rightHeight)}`,
    )
    .join('');
}
