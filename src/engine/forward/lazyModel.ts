import type { RunRequest } from '../../attention/run/request.ts';
import { projectionKey } from '../../attention/run/sameRun.ts';
import { headDim, shapeOf } from '../../attention/sharing.ts';
import { headColumns } from '../../attention/sliceHeads.ts';
import { attentionInput, finalStream, type ModelParts } from '../../attention/trained/blocks.ts';
import { LAYERS } from '../../attention/trained/shape.ts';
import type { Mechanism, RunConfig, TrainedLayer } from '../../attention/types.ts';
import { scaledDotProduct } from '../ops/attention.ts';
import { type HeadRange, planSteps } from '../ops/heads.ts';
import type { Linear, Matrix, Sharing } from '../ops/ops.ts';
import { type LazyLayers, matricesOf, partsOf } from './lazyLayers.ts';
import type { LazyMatrix } from './lazyMatrix.ts';

/** A matrix whose computing may take as long as a run. */
export interface Stepwise {
  readonly result: LazyMatrix;
  /** Of each block on the way, the streams after its heads, as many at a time as the budget holds; the last is the block's. */
  readonly blocks: readonly (readonly LazyMatrix[])[];
}

/** What the attention of `mechanism` reads, [tokens, dModel]. */
export function layerInputOf(lazy: LazyLayers, mechanism: Mechanism, request: RunRequest): Stepwise {
  const { trained } = request.config;
  const x = lazy.tokens(request);
  if (!trained) return { result: x, blocks: [] };
  const { parts, blocks } = partsOfModel(lazy, mechanism, request, trained);
  return { result: attentionInput(x, trained.layer, parts), blocks };
}

/**
 * What the readouts of `mechanism`'s model read at the last token, [1, dModel]. Nothing after the last block looks at
 * another token, so there only the last is computed.
 */
export function lastFinalOf(
  lazy: LazyLayers,
  mechanism: Mechanism,
  request: RunRequest,
  trained: TrainedLayer,
): Stepwise {
  const { parts, blocks } = partsOfModel(lazy, mechanism, request, trained);
  const result = finalStream(lazy.tokens(request), {
    ...parts,
    attend: (stream, input, layer) =>
      layer < LAYERS - 1
        ? parts.attend(stream, input, layer)
        : attendedByLast(lazy, stream, input, mechanism, atLayer(request, trained, layer)),
  });
  return { result, blocks };
}

/** The small model of `mechanism`, in a backend's operations. */
function partsOfModel(
  lazy: LazyLayers,
  mechanism: Mechanism,
  request: RunRequest,
  trained: TrainedLayer,
): { readonly parts: ModelParts<LazyMatrix>; readonly blocks: readonly LazyMatrix[][] } {
  const blocks: LazyMatrix[][] = [];
  const parts: ModelParts<LazyMatrix> = {
    norm: (stream, name) => lazy.normed(stream, trained.models[mechanism], name),
    attend(stream, input, layer) {
      const steps = attended(lazy, stream, input, mechanism, atLayer(request, trained, layer));
      blocks.push(steps);
      return steps.at(-1) ?? stream;
    },
  };
  return { parts, blocks };
}

function atLayer(request: RunRequest, trained: TrainedLayer, layer: number): RunRequest {
  return { ...request, config: { ...request.config, trained: { ...trained, layer } } };
}

/** The stream with what the first heads add to it, with what more of them do, and so on, to all. */
function attended(
  lazy: LazyLayers,
  stream: LazyMatrix,
  input: LazyMatrix,
  mechanism: Mechanism,
  { tokens, config }: RunRequest,
): LazyMatrix[] {
  const { ops } = lazy;
  const projected = (['wQ', 'wK', 'wV'] as const).map((each) => lazy.projected(input, mechanism, each, config));
  const [q, k, v] = projected as [LazyMatrix, LazyMatrix, LazyMatrix];
  const key = `${stream.key} + ${projectionKey(mechanism, 'wO', config)}`;
  // The streams on the way are needed by no later request.
  const needs = [stream, ...projected, ...partsOf(lazy.linear(mechanism, 'wO', config))];
  const all = { first: 0, count: config.numHeads };
  const steps: LazyMatrix[] = [];
  for (const heads of planSteps(['all'], all, ops.headsAtOnce(tokens.length, 1)).flat()) {
    const before = steps.at(-1) ?? stream;
    const sharing = { ...shapeOf(mechanism, config), tokens: tokens.length, causal: config.causal, heads };
    const build = () => {
      const { output } = scaledDotProduct(ops, q.matrix(), k.matrix(), v.matrix(), sharing);
      const added = ops.project(output, outputOf(lazy, heads, mechanism, config), config.dModel);
      return ops.add(before.matrix(), added);
    };
    steps.push(lazy.lazy(`${key} to head ${heads.first + heads.count}`, needs, build));
  }
  return steps;
}

/** As much of W_O as reads `heads`; the bias comes with the first. */
function outputOf(lazy: LazyLayers, heads: HeadRange, mechanism: Mechanism, config: RunConfig): Linear {
  const { weight, bias } = lazy.linear(mechanism, 'wO', config);
  const withBias = heads.first === 0 && bias ? { bias: bias.matrix() } : {};
  if (heads.count === config.numHeads) return { weight: weight.matrix(), ...withBias };
  const columns = headColumns(lazy.hostLinear(mechanism, 'wO', config), heads.first, config, heads.count).weight;
  return { weight: lazy.ops.upload(columns, config.dModel, heads.count * headDim(config)), ...withBias };
}

/** The stream of the last token alone after a block, [1, dModel]. */
function attendedByLast(
  lazy: LazyLayers,
  stream: LazyMatrix,
  input: LazyMatrix,
  mechanism: Mechanism,
  { tokens, config }: RunRequest,
): LazyMatrix {
  const { ops } = lazy;
  const [k, v] = [lazy.projected(input, mechanism, 'wK', config), lazy.projected(input, mechanism, 'wV', config)];
  const linear = (projection: 'wQ' | 'wO') => matricesOf(lazy.linear(mechanism, projection, config));
  const row: Sharing = {
    ...shapeOf(mechanism, config),
    tokens: tokens.length,
    causal: config.causal,
    queries: { first: tokens.length - 1, count: 1 },
  };
  /** A mix of which the last token is all. */
  const lastOf = (rows: LazyMatrix): Matrix => {
    const last = new Float32Array(tokens.length);
    last[tokens.length - 1] = 1;
    return ops.mix(ops.upload(last, 1, tokens.length), rows.matrix(), { ...row, numHeads: 1, numKvHeads: 1 });
  };
  return lazy.lazy(`last of ${stream.key} + ${projectionKey(mechanism, 'wO', config)}`, [], () => {
    const q = ops.project(lastOf(input), linear('wQ'), headDim(config));
    const { output } = scaledDotProduct(ops, q, k.matrix(), v.matrix(), row);
    return ops.add(lastOf(stream), ops.project(output, linear('wO'), config.dModel));
  });
}
