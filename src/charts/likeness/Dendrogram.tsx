import type { Merge } from './clusterHeads.ts';
import type { MatrixLayout } from './layout.ts';

interface DendrogramProps {
  readonly merges: readonly Merge[];
  readonly layout: MatrixLayout;
}

/** Which heads are joined, and how far apart they are: the higher the bar, the less alike. From 0 to 1, as the colours. */
export function Dendrogram({ merges, layout: { left, tree, cell } }: DendrogramProps) {
  const x = (place: number) => (left + (place + 0.5) * cell).toFixed(2);
  const y = (height: number) => (tree * (1 - height)).toFixed(2);
  const path = merges.map(
    (merge) => `M${x(merge.left)} ${y(merge.leftHeight)}V${y(merge.height)}H${x(merge.right)}V${y(merge.rightHeight)}`,
  );
  return <path className="likeness-matrix__tree" d={path.join('')} />;
}
