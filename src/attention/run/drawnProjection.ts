import { shapeOf } from '../sharing.ts';
import type { KvRule, Mechanism, RunConfig } from '../types.ts';
import type { Projection } from '../weights.ts';

const POOLED = { mean: 'means of mha', rescaled: 'rescaled means of mha' } as const satisfies Partial<
  Record<KvRule, string>
>;
type PooledFrom = (typeof POOLED)[keyof typeof POOLED];

/** The random stream that the elements of a projection come from; none where they are trained. See `drawProjection`. */
export function drawnFrom(
  config: RunConfig,
  mechanism: Mechanism,
  projection: Projection,
): Mechanism | PooledFrom | undefined {
  if (config.trained) return undefined;
  if (config.kvRule === 'independent') return mechanism;
  return (shareOfKv(config, mechanism, projection) ?? 1) < 1 ? POOLED[config.kvRule] : 'mha';
}

/** As many heads of MHA as were pooled to fewer; none where the elements are as they were drawn. */
export function pooledHeads(config: RunConfig, mechanism: Mechanism, projection: Projection): number | undefined {
  const from = drawnFrom(config, mechanism, projection);
  return Object.values<unknown>(POOLED).includes(from) ? config.numHeads : undefined;
}

/** How wide K and V are, as a share of all query heads; none for other projections, and where weights are trained. */
export function shareOfKv(config: RunConfig, mechanism: Mechanism, projection: Projection): number | undefined {
  if (config.trained || !isKv(projection)) return undefined;
  const { numKvHeads, numHeads } = shapeOf(mechanism, config);
  return numKvHeads / numHeads;
}

function isKv(projection: Projection): boolean {
  return projection === 'wK' || projection === 'wV';
}
