import { headDim, shapeOf } from '../../attention/sharing.ts';
import type { Mechanism, RunConfig } from '../../attention/types.ts';
import type { CacheMeasure } from '../Engine.ts';
import type { AttentionOps, Matrix } from '../ops/ops.ts';

/** K and V of one attention layer, by token, with room for all of them: [capacity · numKvHeads, headDim] each. */
interface LayerCache {
  k: Matrix;
  v: Matrix;
}

/** The KV cache of one mechanism, in every layer up to the one on screen. All of it is allocated at once, and measured then. */
export class MechanismCache {
  readonly measure: CacheMeasure;
  readonly #ops: AttentionOps;
  readonly #layers: readonly LayerCache[];

  constructor(ops: AttentionOps, mechanism: Mechanism, config: RunConfig, capacity: number) {
    const { numKvHeads } = shapeOf(mechanism, config);
    const before = ops.bytesInUse();
    const room = () => ops.makeCache(numKvHeads, capacity, headDim(config));
    this.#ops = ops;
    this.#layers = Array.from({ length: (config.trained?.layer ?? 0) + 1 }, () => ({ k: room(), v: room() }));
    this.measure = { capacity, layers: this.#layers.length, bytes: ops.bytesInUse() - before };
  }

  /** Writes `k` and `v`, by token, from the token at `position` on; returns the whole of both. */
  append(layer: number, k: Matrix, v: Matrix, position: number): { readonly k: Matrix; readonly v: Matrix } {
    const cache = this.#layers[layer];
    if (!cache) throw new Error(`There is no cache of layer ${layer}.`);
    cache.k = this.#ops.append(cache.k, k, position);
    cache.v = this.#ops.append(cache.v, v, position);
    return cache;
  }

  free(): void {
    for (const { k, v } of this.#layers) for (const { tensor } of [k, v]) tensor.dispose();
  }
}
