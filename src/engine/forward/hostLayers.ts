import { projectionKey } from '../../attention/run/sameRun.ts';
import { layerWeights } from '../../attention/trained/parameters.ts';
import type { AttentionWeights, LinearWeights, Mechanism, RunConfig } from '../../attention/types.ts';
import { drawProjection, type Projection } from '../../attention/weights.ts';
import { Models } from './models.ts';

/** Four projections of each mechanism: as many as one configuration can need. */
const KEPT = 12;

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
    const isPooled = mechanism !== 'mha' && config.kvRule !== 'independent';
    const mha = isPooled ? this.projection('mha', projection, config) : undefined;
    return drawProjection(mechanism, projection, config, mha);
  }
}
