import { agnes, type Cluster } from 'ml-hclust';

/** A merge of two clusters in a dendrogram; places count leaves from the left, in `order`. */
export interface Merge {
  /** Where the two branches stand, in leaves: 0.5 is the middle between the first two. */
  readonly left: number;
  readonly right: number;
  /** Mean Jensen–Shannon distance at which each branch itself was merged; 0 for a leaf. */
  readonly leftHeight: number;
  readonly rightHeight: number;
  /** Mean distance between the heads of both: average linkage. */
  readonly height: number;
}

export interface Clustering {
  /** Heads, those next to each other that are most alike; branches do not cross. */
  readonly order: readonly number[];
  readonly merges: readonly Merge[];
}

/**
 * Hierarchical clustering with average linkage (UPGMA, Sokal and Michener 1958) by the distance 1 − similarity.
 * `similarity` is [numHeads, numHeads]. Of two branches the one with the lower head comes first, so that the same matrix
 * always gives the same order, and equal heads stay as numbered.
 */
export function clusterHeads(similarity: Float64Array, numHeads: number): Clustering {
  const heads = Array.from({ length: numHeads }, (_, head) => head);
  const distances = heads.map((a) => heads.map((b) => 1 - (similarity[a * numHeads + b] as number)));
  const order: number[] = [];
  const merges: Merge[] = [];
  place(agnes(distances, { method: 'average', isDistanceMatrix: true }), order, merges);
  return { order, merges };
}

/** Appends to `order` and `merges`; returns where the cluster stands. */
function place(cluster: Cluster, order: number[], merges: Merge[]): number {
  if (cluster.isLeaf) return order.push(cluster.index) - 1;
  const [first, second] = [...cluster.children].sort((a, b) => lowest(a) - lowest(b)) as [Cluster, Cluster];
  const left = place(first, order, merges);
  const right = place(second, order, merges);
  merges.push({ left, right, leftHeight: first.height, rightHeight: second.height, height: cluster.height });
  return (left + right) / 2;
}

function lowest(cluster: Cluster): number {
  return Math.min(...cluster.indices());
}
