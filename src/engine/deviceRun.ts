import { layerInput } from '../attention/embeddings.ts';
import { mapStride } from '../attention/levelOfDetail.ts';
import { headDim, shapeOf } from '../attention/sharing.ts';
import type { Mechanism } from '../attention/types.ts';
import type { Projection } from '../attention/weights.ts';
import { KEPT_BYTES } from './budget.ts';
import type { RunRequest } from './Engine.ts';
import type { Piece } from './heads.ts';
import { HostLayers, projectionKey } from './hostLayers.ts';
import type { AttentionOps, Linear, Matrix } from './ops.ts';
import { Retained } from './retained.ts';

/** A layer on the backend, and k and v of all tokens. */
export interface DeviceLayer {
  /** [tokens, dModel] */
  readonly x: Matrix;
  readonly wQ: Linear;
  readonly wK: Linear;
  readonly wV: Linear;
  readonly wO: Linear;
  /** [numKvHeads · tokens, headDim] */
  readonly k: Matrix;
  readonly v: Matrix;
}

/**
 * The maps of one request after another, computing only what changed: embeddings, W_Q, W_K, q and k stay in the backend's
 * memory. Under the rule `mean` all three mechanisms share one q, and a moved KV slider costs GQA's k and map alone.
 */
export class DeviceRun {
  readonly layers = new HostLayers();
  readonly #ops: AttentionOps;
  readonly #retained = new Retained();
  /** What no map needs and every cell that is taken apart does: W_V, W_O and v, until the next run. */
  readonly #forCells = new Retained();

  constructor(ops: AttentionOps) {
    this.#ops = ops;
  }

  /** The maps of some heads of a mechanism, of each stride × stride block the largest weight: [count · side, side]. */
  maps({ name, ...heads }: Piece<Mechanism>, request: RunRequest, stride: number): Matrix {
    const { tokens, config } = request;
    const [q, k] = this.#keepHeads(name, request);
    const sharing = { ...shapeOf(name, config), tokens: tokens.length, causal: config.causal, heads };
    return stride === 1 ? this.#ops.attentionWeights(q, k, sharing) : this.#ops.pooledWeights(q, k, sharing, stride);
  }

  /** What `build` makes of a whole layer, which is valid within it only. Call inside `tidy`. */
  withLayer<Result>(mechanism: Mechanism, request: RunRequest, build: (layer: DeviceLayer) => Result): Result {
    const [maps, cells] = [this.#retained, this.#forCells];
    cells.begin();
    try {
      return build({
        x: this.#input(request),
        wQ: this.#linear(mechanism, 'wQ', request, maps),
        wK: this.#linear(mechanism, 'wK', request, maps),
        wV: this.#linear(mechanism, 'wV', request, cells),
        wO: this.#linear(mechanism, 'wO', request, cells),
        k: this.#heads(mechanism, 'wK', request, maps),
        v: this.#heads(mechanism, 'wV', request, cells),
      });
    } finally {
      cells.sweep(KEPT_BYTES - maps.bytes);
    }
  }

  /** q and k of `mechanism`, computed where they are not there yet, and marked as still needed. */
  #keepHeads(mechanism: Mechanism, request: RunRequest): [q: Matrix, k: Matrix] {
    const heads = (projection: Projection) => this.#heads(mechanism, projection, request, this.#retained);
    return [heads('wQ'), heads('wK')];
  }

  /** Begins a request. */
  begin(): void {
    this.#retained.begin();
  }

  /** Ends a request: keeps what it needs, so that the next one computes only what changed, and frees all else. */
  keepOnly(request: RunRequest): void {
    for (const mechanism of request.mechanisms) this.#keepHeads(mechanism, request);
    this.#retained.sweep();
    this.#forCells.clear();
  }

  clear(): void {
    this.#retained.clear();
    this.#forCells.clear();
  }

  #input(request: RunRequest): Matrix {
    const { tokens, config } = request;
    return this.#retained.use(inputKey(request), () =>
      this.#ops.upload(layerInput(tokens, config), tokens.length, config.dModel),
    );
  }

  #heads(mechanism: Mechanism, projection: Projection, request: RunRequest, retained: Retained): Matrix {
    const x = this.#input(request);
    const linear = this.#linear(mechanism, projection, request, retained);
    return retained.use(headsKey(mechanism, projection, request), () =>
      this.#ops.project(x, linear, headDim(request.config)),
    );
  }

  #linear(mechanism: Mechanism, projection: Projection, { config }: RunRequest, retained: Retained): Linear {
    const key = projectionKey(mechanism, projection, config);
    const host = () => this.layers.projection(mechanism, projection, config);
    const weight = retained.use(key, () => {
      const values = host().weight;
      return this.#ops.upload(values, values.length / config.dModel, config.dModel);
    });
    if (!config.bias) return { weight };
    const bias = retained.use(`${key} bias`, () =>
      this.#ops.upload(host().bias ?? new Float32Array(weight.rows), 1, weight.rows),
    );
    return { weight, bias };
  }
}

/** What the maps of `mechanism` depend on: equal keys, equal maps. */
export function mapsKey(mechanism: Mechanism, request: RunRequest): string {
  const { numHeads, numKvHeads } = shapeOf(mechanism, request.config);
  const heads = [headsKey(mechanism, 'wQ', request), headsKey(mechanism, 'wK', request)];
  const stride = mapStride(request.tokens.length, request.mapSide);
  return [numHeads, numKvHeads, request.config.causal, stride, ...heads].join(' ');
}

function headsKey(mechanism: Mechanism, projection: Projection, request: RunRequest): string {
  return [projectionKey(mechanism, projection, request.config), headDim(request.config), inputKey(request)].join(' ');
}

function inputKey({ tokens, config }: RunRequest): string {
  return JSON.stringify([config.dModel, config.seed, config.positions, tokens]);
}
