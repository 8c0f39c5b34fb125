import type { Merge } from './clusterHeads.ts';
import type { MatrixLayout } from './layout.ts';
import { treePath } from './treePath.ts';

interface DendrogramProps {
  readonly merges: readonly Merge[];
  readonly layout: MatrixLayout;
}

/** Which heads are joined, and how far apart they are. */
export function Dendrogram({ merges, layout }: DendrogramProps) {
  return <path className="likeness-matrix__tree" d={treePath(merges, layout)} />;
}
