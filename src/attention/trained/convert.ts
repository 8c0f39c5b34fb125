import { groupSize, headDim } from '../sharing.ts';
import type { AttentionShape } from '../types.ts';
import { meanOfHeads } from '../weights.ts';
import { initialParameters, type ModelParameters } from './parameters.ts';
import { parameterList } from './shape.ts';

/**
 * Where the K and V heads of a converted model start: `mean` pools the heads of each group, `first` keeps the first of
 * each, `random` draws them anew, as PyTorch would (nn.Linear). Source: Ainslie et al. 2023, section 2.1 and figure 4.
 */
export const CONVERSIONS = ['mean', 'first', 'random'] as const;
export type Conversion = (typeof CONVERSIONS)[number];

export interface ConversionPlan {
  /** KV heads of the converted model; divides those of the model. */
  readonly numKvHeads: number;
  readonly rule: Conversion;
  /** Of what `random` draws; any seed, that of the model's training included. */
  readonly seed: number;
}

/** A seed's random heads must not be those that a model of the same seed began its training with. */
const RANDOM_STREAM = 0x5eed_0001;

/**
 * A model with fewer KV heads: W_K and W_V of both layers, weights and biases, by `rule`; everything else is shared with
 * `parameters` by reference. Throws a sentence where the KV heads do not divide.
 *
 * @param shape the sizes of `parameters`
 */
export function convertModel(
  parameters: ModelParameters,
  shape: AttentionShape,
  { numKvHeads, rule, seed }: ConversionPlan,
): ModelParameters {
  if (shape.numKvHeads % numKvHeads !== 0)
    throw new Error(`${numKvHeads} KV heads do not divide ${shape.numKvHeads}: no groups to convert.`);
  const target = { ...shape, numKvHeads };
  const pooledHeads = groupSize({ numHeads: shape.numKvHeads, numKvHeads });
  const drawn = rule === 'random' ? initialParameters(target, (seed ^ RANDOM_STREAM) >>> 0) : {};
  return Object.fromEntries(
    parameterList(target).map(({ name }) => {
      const values = parameters[name];
      if (!values) throw new Error(`The model has no ${name}.`);
      if (!/\.w_[kv]\./.test(name)) return [name, values];
      // A head's weights are d_k rows of dModel numbers, its bias d_k numbers.
      const headLength = headDim(shape) * (name.endsWith('.weight') ? shape.dModel : 1);
      if (rule === 'mean') return [name, meanOfHeads(values, headLength, pooledHeads)];
      if (rule === 'first') return [name, firstOfHeads(values, headLength, pooledHeads)];
      return [name, drawn[name] as Float32Array];
    }),
  );
}

/** The first of every `groupHeads` consecutive heads of `headLength` elements each. */
function firstOfHeads(heads: Float32Array, headLength: number, groupHeads: number): Float32Array {
  return heads.filter((_, index) => Math.floor(index / headLength) % groupHeads === 0);
}
