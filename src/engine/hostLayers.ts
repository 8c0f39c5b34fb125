import { shapeOf } from '../attention/sharing.ts';
import type { AttentionWeights, Mechanism, RunConfig } from '../attention/types.ts';
import { drawWeights } from '../attention/weights.ts';

export type Projection = keyof AttentionWeights;

/**
 * What the elements of a projection depend on: equal keys, equal weights. Under the rule `mean` all three mechanisms share
 * W_Q and W_O, and their K and V differ by the number of KV heads alone.
 */
export function projectionKey(mechanism: Mechanism, projection: Projection, config: RunConfig): string {
  const { seed, dModel, bias, numHeads, kvRule } = config;
  const { numKvHeads } = shapeOf(mechanism, config);
  const common = [projection, seed, dModel, bias];
  const isKv = projection === 'wK' || projection === 'wV';
  if (kvRule === 'independent') return [...common, mechanism, isKv ? (numKvHeads * dModel) / numHeads : dModel].join();
  return (isKv && numKvHeads !== numHeads ? [...common, 'mean', numHeads, numKvHeads] : [...common, 'mha']).join();
}

/** Weights in JavaScript's memory: those of the last configuration are kept, so that a moved slider draws none anew. */
export class HostLayers {
  readonly #layers = new Map<Mechanism, { key: string; weights: AttentionWeights }>();

  weights(mechanism: Mechanism, config: RunConfig): AttentionWeights {
    const key = (['wQ', 'wK', 'wV', 'wO'] as const).map((name) => projectionKey(mechanism, name, config)).join(';');
    const known = this.#layers.get(mechanism);
    if (known?.key === key) return known.weights;
    const needsMha = mechanism !== 'mha' && config.kvRule === 'mean';
    const weights = drawWeights(mechanism, config, needsMha ? this.weights('mha', config) : undefined);
    this.#layers.set(mechanism, { key, weights });
    return weights;
  }
}
