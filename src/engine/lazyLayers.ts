import { runInput } from '../attention/runInput.ts';
import { headDim, shapeOf } from '../attention/sharing.ts';
import { headColumns } from '../attention/sliceHeads.ts';
import { attentionInput, finalStream, type ModelParts } from '../attention/trained/blocks.ts';
import { linearOf } from '../attention/trained/parameters.ts';
import type { Mechanism, RunConfig, TrainedLayer } from '../attention/types.ts';
import type { Projection } from '../attention/weights.ts';
import { scaledDotProduct } from './attend.ts';
import type { RunRequest } from './Engine.ts';
import { type HeadRange, planSteps } from './heads.ts';
import { type HostLayers, projectionKey } from './hostLayers.ts';
import { type LazyMatrix, lazyMatrix } from './lazyMatrix.ts';
import type { AttentionOps, Linear, Matrix } from './ops.ts';
import type { Retained } from './retained.ts';

export interface LazyLinear {
  readonly weight: LazyMatrix;
  readonly bias?: LazyMatrix;
}

/** A matrix whose computing may take as long as a run. */
export interface Stepwise {
  readonly result: LazyMatrix;
  /** Of each block on the way, the streams after its heads, as many at a time as the budget holds; the last is the block's. */
  readonly blocks: readonly (readonly LazyMatrix[])[];
}

/** Every matrix on the way from a request's tokens to an attention layer and through it, kept in `retained`. */
export class LazyLayers {
  readonly #ops: AttentionOps;
  readonly #layers: HostLayers;
  readonly #retained: Retained;

  constructor(ops: AttentionOps, layers: HostLayers, retained: Retained) {
    this.#ops = ops;
    this.#layers = layers;
    this.#retained = retained;
  }

  /** What the attention of `mechanism` reads, [tokens, dModel]. */
  input(mechanism: Mechanism, request: RunRequest): Stepwise {
    const { trained } = request.config;
    const x = this.#tokens(request);
    if (!trained) return { result: x, blocks: [] };
    const { parts, blocks } = this.#parts(mechanism, request, trained);
    return { result: attentionInput(x, trained.layer, parts), blocks };
  }

  /** What the readouts of `mechanism`'s model read, [tokens, dModel]. */
  final(mechanism: Mechanism, request: RunRequest, trained: TrainedLayer): Stepwise {
    const { parts, blocks } = this.#parts(mechanism, request, trained);
    return { result: finalStream(this.#tokens(request), parts), blocks };
  }

  /** q, k or v of all tokens: [heads · tokens, headDim]. */
  heads(mechanism: Mechanism, projection: Projection, request: RunRequest): LazyMatrix {
    return this.#projected(this.input(mechanism, request).result, mechanism, projection, request.config);
  }

  linear(mechanism: Mechanism, projection: Projection, config: RunConfig): LazyLinear {
    const key = projectionKey(mechanism, projection, config);
    const host = () => this.#layers.projection(mechanism, projection, config);
    const weight = this.#lazy(key, [], () => {
      const { weight } = host();
      return this.#ops.upload(weight, weight.length / config.dModel, config.dModel);
    });
    if (!config.bias) return { weight };
    const bias = this.#lazy(`${key} bias`, [], () => this.#row(host().bias ?? new Float32Array(weight.matrix().rows)));
    return { weight, bias };
  }

  #tokens(request: RunRequest): LazyMatrix {
    const { tokens, config } = request;
    return this.#lazy(tokensKey(request), [], () =>
      this.#ops.upload(runInput(tokens, config), tokens.length, config.dModel),
    );
  }

  /** The small model of `mechanism`, in this backend's operations. */
  #parts(
    mechanism: Mechanism,
    request: RunRequest,
    trained: TrainedLayer,
  ): { parts: ModelParts<LazyMatrix>; blocks: LazyMatrix[][] } {
    const model = trained.models[mechanism];
    const blocks: LazyMatrix[][] = [];
    const parts: ModelParts<LazyMatrix> = {
      norm: (stream, name) => this.#normed(stream, model, name),
      attend: (stream, input, layer) => {
        const config = { ...request.config, trained: { ...trained, layer } };
        const steps = this.#attended(stream, input, mechanism, config, request.tokens.length);
        blocks.push(steps);
        return steps.at(-1) ?? stream;
      },
    };
    return { parts, blocks };
  }

  #normed(stream: LazyMatrix, model: string, name: string): LazyMatrix {
    const parameters = () => linearOf(this.#layers.models.get(model).parameters, name);
    const weight = this.#lazy(`${name} weight ${model}`, [], () => this.#row(parameters().weight));
    const bias = this.#lazy(`${name} bias ${model}`, [], () => this.#row(parameters().bias));
    return this.#lazy(`${stream.key} ${name} ${model}`, [stream, weight, bias], () =>
      this.#ops.layerNorm(stream.matrix(), { weight: weight.matrix(), bias: bias.matrix() }),
    );
  }

  /** The stream with what the first heads add to it, with what more of them do, and so on, to all. */
  #attended(
    stream: LazyMatrix,
    input: LazyMatrix,
    mechanism: Mechanism,
    config: RunConfig,
    tokens: number,
  ): LazyMatrix[] {
    const [q, k, v] = (['wQ', 'wK', 'wV'] as const).map((each) => this.#projected(input, mechanism, each, config)) as [
      LazyMatrix,
      LazyMatrix,
      LazyMatrix,
    ];
    const all = { first: 0, count: config.numHeads };
    const steps = planSteps(['all'], all, this.#ops.headsAtOnce(tokens, 1)).flat();
    const wO = this.linear(mechanism, 'wO', config);
    // The streams on the way are needed by no later request.
    const needs = [stream, q, k, v, wO.weight, ...(wO.bias ? [wO.bias] : [])];
    let before = stream;
    return steps.map((heads) => {
      const so = before;
      before = this.#lazy(
        `${stream.key} + ${projectionKey(mechanism, 'wO', config)} ${heads.first + heads.count}`,
        needs,
        () => {
          const sharing = { ...shapeOf(mechanism, config), tokens, causal: config.causal, heads };
          const { output } = scaledDotProduct(this.#ops, q.matrix(), k.matrix(), v.matrix(), sharing);
          const ofHeads = this.#outputOf(heads, mechanism, config);
          return this.#ops.add(so.matrix(), this.#ops.project(output, ofHeads, config.dModel));
        },
      );
      return before;
    });
  }

  /** As much of W_O as reads `heads`; the bias comes with the first. */
  #outputOf(heads: HeadRange, mechanism: Mechanism, config: RunConfig): Linear {
    const { weight, bias } = this.linear(mechanism, 'wO', config);
    const withBias = heads.first === 0 && bias ? { bias: bias.matrix() } : {};
    if (heads.count === config.numHeads) return { weight: weight.matrix(), ...withBias };
    const linear = this.#layers.projection(mechanism, 'wO', config);
    const columns = headColumns(linear, heads.first, config, heads.count).weight;
    const width = heads.count * headDim(config);
    return { weight: this.#ops.upload(columns, config.dModel, width), ...withBias };
  }

  #projected(input: LazyMatrix, mechanism: Mechanism, projection: Projection, config: RunConfig): LazyMatrix {
    const width = headDim(config);
    const { weight, bias } = this.linear(mechanism, projection, config);
    const key = [projectionKey(mechanism, projection, config), width, input.key].join(' ');
    return this.#lazy(key, [input, weight, ...(bias ? [bias] : [])], () =>
      this.#ops.project(input.matrix(), { weight: weight.matrix(), bias: bias?.matrix() }, width),
    );
  }

  #row(values: Float32Array): Matrix {
    return this.#ops.upload(values, 1, values.length);
  }

  #lazy(key: string, needs: readonly LazyMatrix[], build: () => Matrix): LazyMatrix {
    return lazyMatrix(this.#retained, key, needs, build);
  }
}

/** What the numbers that a request starts from depend on. */
export function tokensKey({ tokens, config }: RunRequest): string {
  const { dModel, seed, positions, trained } = config;
  return JSON.stringify([dModel, seed, trained ? 'trained' : positions, tokens]);
}
