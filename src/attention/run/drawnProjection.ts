import { shapeOf } from '../sharing.ts';
import type { Mechanism, RunConfig } from '../types.ts';
import type { Projection } from '../weights.ts';

/** The random stream that the elements of a projection come from; none where they are trained. See `drawProjection`. */
export function drawnFrom(
  config: RunConfig,
  mechanism: Mechanism,
  projection: Projection,
): Mechanism | 'means of mha' | undefined {
  if (config.trained) return undefined;
  if (config.kvRule === 'independent') return mechanism;
  return (shareOfKv(config, mechanism, projection) ?? 1) < 1 ? 'means of mha' : 'mha';
}

/** As many heads of MHA as were averaged to fewer; none where the elements are as they were drawn. */
export function pooledHeads(config: RunConfig, mechanism: Mechanism, projection: Projection): number | undefined {
  return drawnFrom(config, mechanism, projection) === 'means of mha' ? config.numHeads : undefined;
}

/** How wide K and V are, as a share of d_model; none for other projections, and where weights are trained. */
export function shareOfKv(config: RunConfig, mechanism: Mechanism, projection: Projection): number | undefined {
  if (config.trained || !isKv(projection)) return undefined;
  const { numKvHeads, numHeads } = shapeOf(mechanism, config);
  return numKvHeads / numHeads;
}

function isKv(projection: Projection): boolean {
  return projection === 'wK' || projection === 'wV';
}
