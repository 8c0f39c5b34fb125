import type { RunRequest } from '../../attention/run/request.ts';
import { projectionKey, runKey } from '../../attention/run/sameRun.ts';
import { runInput } from '../../attention/runInput.ts';
import { hasBias, headDim } from '../../attention/sharing.ts';
import { linearOf } from '../../attention/trained/parameters.ts';
import type { LinearWeights, Mechanism, RunConfig } from '../../attention/types.ts';
import type { Projection } from '../../attention/weights.ts';
import type { KeptMatrices } from '../ops/keptMatrices.ts';
import type { AttentionOps, Linear, Matrix } from '../ops/ops.ts';
import type { HostLayers } from './hostLayers.ts';
import { type LazyMatrix, lazyMatrix } from './lazyMatrix.ts';

export interface LazyLinear {
  readonly weight: LazyMatrix;
  readonly bias?: LazyMatrix;
}

/** What every layer is made of, kept by key: token vectors, projections and norms. */
export class LazyLayers {
  readonly ops: AttentionOps;
  readonly #layers: HostLayers;
  readonly #kept: KeptMatrices;

  constructor(ops: AttentionOps, layers: HostLayers, kept: KeptMatrices) {
    this.ops = ops;
    this.#layers = layers;
    this.#kept = kept;
  }

  /** What a run starts from, [tokens, dModel]; see `runInput`. */
  tokens(request: RunRequest): LazyMatrix {
    const { tokens, config } = request;
    return this.lazy(runKey(request, 'tokens'), [], () =>
      this.ops.upload(runInput(tokens, config), tokens.length, config.dModel),
    );
  }

  linear(mechanism: Mechanism, projection: Projection, config: RunConfig): LazyLinear {
    const key = projectionKey(mechanism, projection, config);
    const host = () => this.hostLinear(mechanism, projection, config);
    const weight = this.lazy(key, [], () => {
      const { weight } = host();
      const rows = projection === 'wO' ? config.dModel : weight.length / config.dModel;
      return this.ops.upload(weight, rows, weight.length / rows);
    });
    if (!hasBias(config.bias, projection)) return { weight };
    const bias = this.lazy(`${key} bias`, [], () => this.#row(host().bias ?? new Float32Array(weight.matrix().rows)));
    return { weight, bias };
  }

  /** The same in JavaScript's memory. */
  hostLinear(mechanism: Mechanism, projection: Projection, config: RunConfig): LinearWeights {
    return this.#layers.projection(mechanism, projection, config);
  }

  /** q, k or v of what `input` [tokens, dModel] holds: [heads · tokens, headDim]. */
  projected(input: LazyMatrix, mechanism: Mechanism, projection: Projection, config: RunConfig): LazyMatrix {
    const width = headDim(config);
    const linear = this.linear(mechanism, projection, config);
    const key = [projectionKey(mechanism, projection, config), width, input.key].join(' ');
    return this.lazy(key, [input, ...partsOf(linear)], () =>
      this.ops.project(input.matrix(), matricesOf(linear), width),
    );
  }

  /** `stream` after the LayerNorm `name` of a model. */
  normed(stream: LazyMatrix, model: string, name: string): LazyMatrix {
    const { weight, bias } = this.norm(model, name);
    return this.lazy(`${stream.key} ${name} ${model}`, [stream, weight, bias], () =>
      this.ops.layerNorm(stream.matrix(), { weight: weight.matrix(), bias: bias.matrix() }),
    );
  }

  /** The parameters of the LayerNorm `name` of a model, [1, dModel] each. */
  norm(model: string, name: string): Required<LazyLinear> {
    const host = () => linearOf(this.#layers.models.get(model).parameters, name);
    return {
      weight: this.lazy(`${name} weight ${model}`, [], () => this.#row(host().weight)),
      bias: this.lazy(`${name} bias ${model}`, [], () => this.#row(host().bias)),
    };
  }

  lazy(key: string, needs: readonly LazyMatrix[], build: () => Matrix): LazyMatrix {
    return lazyMatrix(this.#kept, key, needs, build);
  }

  #row(values: Float32Array): Matrix {
    return this.ops.upload(values, 1, values.length);
  }
}

export function partsOf({ weight, bias }: LazyLinear): readonly LazyMatrix[] {
  return bias ? [weight, bias] : [weight];
}

export function matricesOf({ weight, bias }: LazyLinear): Linear {
  return { weight: weight.matrix(), bias: bias?.matrix() };
}
