import { headDim, shapeOf } from '../../attention/sharing.ts';
import { attentionInput, type ModelParts } from '../../attention/trained/blocks.ts';
import type { Mechanism, RunConfig } from '../../attention/types.ts';
import type { Projection } from '../../attention/weights.ts';
import { type LazyLayers, matricesOf } from '../forward/lazyLayers.ts';
import { type Attention, scaledDotProduct } from '../ops/attention.ts';
import type { Matrix, QueryRange } from '../ops/ops.ts';
import type { MechanismCache } from './MechanismCache.ts';

/** What the layer on screen makes of the tokens that were fed. */
export interface FedTokens {
  /** [numHeads · count, tokens up to the last of them] */
  readonly attentionWeights: Matrix;
  /** [count, dModel] */
  readonly output: () => Matrix;
}

/**
 * Feeds the tokens of `range` to one mechanism: writes their K and V into its caches, in every layer up to the one on screen,
 * and attends from them to all that is cached. Call inside `tidy`.
 *
 * @param x [range.count, dModel]: what the tokens start from; see `runInput`
 */
export function feedTokens(
  lazy: LazyLayers,
  cache: MechanismCache,
  mechanism: Mechanism,
  config: RunConfig,
  x: Float32Array,
  range: QueryRange,
): FedTokens {
  const { ops } = lazy;
  const { trained, dModel } = config;
  const end = range.first + range.count;

  const linear = (projection: Projection, of: RunConfig) => matricesOf(lazy.linear(mechanism, projection, of));

  function attend(input: Matrix, of: RunConfig): Attention {
    const width = headDim(of);
    const layer = of.trained?.layer ?? 0;
    const q = ops.project(input, linear('wQ', of), width);
    const [newK, newV] = (['wK', 'wV'] as const).map((each) => ops.projectByToken(input, linear(each, of), width));
    const { k, v } = cache.append(layer, newK as Matrix, newV as Matrix, range.first);
    const sharing = { ...shapeOf(mechanism, of), tokens: end, causal: true, queries: range, isByToken: true };
    return scaledDotProduct(ops, q, k, v, sharing);
  }

  const outputOf = ({ output }: Attention, of: RunConfig) => ops.project(output, linear('wO', of), dModel);

  function inputOfModel(start: Matrix, { layer, models }: NonNullable<RunConfig['trained']>): Matrix {
    const parts: ModelParts<Matrix> = {
      norm(stream, name) {
        const { weight, bias } = lazy.norm(models[mechanism], name);
        return ops.layerNorm(stream, { weight: weight.matrix(), bias: bias.matrix() });
      },
      attend(stream, input, block) {
        const ofBlock = { ...config, trained: { layer: block, models } };
        return ops.add(stream, outputOf(attend(input, ofBlock), ofBlock));
      },
    };
    return attentionInput(start, layer, parts);
  }

  const start = ops.upload(x, range.count, dModel);
  const attention = attend(trained ? inputOfModel(start, trained) : start, config);
  return { attentionWeights: attention.attentionWeights, output: () => outputOf(attention, config) };
}
