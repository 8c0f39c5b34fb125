import { shapeOf } from '../../attention/sharing.ts';
import { layerWeights } from '../../attention/trained/parameters.ts';
import type { AttentionWeights, LinearWeights, Mechanism, RunConfig } from '../../attention/types.ts';
import { drawProjection, type Projection } from '../../attention/weights.ts';
import { Models } from './models.ts';

/** Four projections of each mechanism: as many as one configuration can need. */
const KEPT = 12;

/**
 * What the elements of a projection depend on: equal keys, equal weights. Under the rule `mean` all three mechanisms share
 * W_Q and W_O, and their K and V differ by the number of KV heads alone.
 */
export function projectionKey(mechanism: Mechanism, projection: Projection, config: RunConfig): string {
  const { seed, dModel, bias, numHeads, kvRule, trained } = config;
  if (trained) return [projection, 'of layer', trained.layer, trained.models[mechanism]].join(' ');
  const { numKvHeads } = shapeOf(mechanism, config);
  const common = [projection, seed, dModel, bias];
  const isKv = projection === 'wK' || projection === 'wV';
  if (kvRule === 'independent') return [...common, mechanism, isKv ? (numKvHeads * dModel) / numHeads : dModel].join();
  return (
    isKv && numKvHeads !== numHeads ? [...common, 'mean', numHeads, numKvHeads] : [...common, 'mha', dModel]
  ).join();
}

/** Weights in JavaScript's memory: trained models, and of those drawn the last used, so that a moved slider draws none anew. */
export class HostLayers {
  readonly models = new Models();
  /** In the order of their last use. */
  readonly #projections = new Map<string, LinearWeights>();

  projection(mechanism: Mechanism, projection: Projection, config: RunConfig): LinearWeights {
    const { trained } = config;
    if (trained) return layerWeights(this.models.get(trained.models[mechanism]).parameters, trained.layer)[projection];
    const key = projectionKey(mechanism, projection, config);
    const linear = this.#projections.get(key) ?? this.#draw(mechanism, projection, config);
    this.#projections.delete(key);
    this.#projections.set(key, linear);
    for (const oldest of this.#projections.keys()) {
      if (this.#projections.size <= KEPT) break;
      this.#projections.delete(oldest);
    }
    return linear;
  }

  layer(mechanism: Mechanism, config: RunConfig): AttentionWeights {
    const linear = (projection: Projection) => this.projection(mechanism, projection, config);
    return { wQ: linear('wQ'), wK: linear('wK'), wV: linear('wV'), wO: linear('wO') };
  }

  #draw(mechanism: Mechanism, projection: Projection, config: RunConfig): LinearWeights {
    const isPooled = mechanism !== 'mha' && config.kvRule === 'mean';
    const mha = isPooled ? this.projection('mha', projection, config) : undefined;
    return drawProjection(mechanism, projection, config, mha);
  }
}
