import { referenceAttention } from '../reference.ts';
import type { AttentionShape } from '../types.ts';
import { finalStream, type ModelParts } from './blocks.ts';
import { layerWeights, linearOf, type ModelParameters } from './parameters.ts';
import { referenceNorm } from './reference.ts';
import { modelInput, wordVectors } from './wordVectors.ts';

/** Words, one of them twice, and marks. */
const TEXT = ['the', 'cat', ',', 'the', 'dog', '(', 'twice', ')', '.'];
const SEEDS = [0, 1];

/**
 * The largest number that a model may come to. The engine computes in float32, which ends at 3.4e38, and LayerNorm squares
 * what it gets, over as many features as there are: beyond 1e18 that is infinite. Trained models stay below 1e3.
 */
const LARGEST = 1e15;

/**
 * Throws a sentence if a model that was read can't be run: if, on a short text, numbers grow so large on the way through it
 * that float32 may not hold them. What comes out would be NaN or infinite.
 */
export function assertComputable(parameters: ModelParameters, shape: AttentionShape): void {
  for (const seed of SEEDS) tryOn(TEXT, seed, parameters, shape);
}

function tryOn(keys: readonly string[], seed: number, parameters: ModelParameters, shape: AttentionShape): void {
  const { dModel } = shape;
  const parts: ModelParts<Float64Array> = {
    norm: (stream, name) => within(referenceNorm(stream, linearOf(parameters, name)), name),
    attend(stream, input, layer) {
      const name = `blocks.${layer}.attention`;
      for (const projection of ['w_q', 'w_k', 'w_v']) assertSums(input, `${name}.${projection}`);
      const { context, output } = referenceAttention({
        x: input,
        weights: layerWeights(parameters, layer),
        shape,
        causal: true,
      });
      assertSums(context, `${name}.w_o`);
      return within(
        stream.map((value, index) => value + (output[index] as number)),
        name,
      );
    },
  };
  /** Bounds every sum of products that a linear layer makes, in whatever order it adds: two large ones may cancel. */
  function assertSums(input: Float64Array, name: string): void {
    const { weight, bias } = linearOf(parameters, name);
    within([dModel * largestOf(input) * largestOf(weight) + largestOf(bias)], name);
  }
  const x = new Float64Array(modelInput(wordVectors(keys, dModel, seed), dModel));
  assertSums(finalStream(x, parts), 'readouts');
}

/** Returns `values`. Throws if one of them is too large, or not a number. */
function within<Values extends ArrayLike<number>>(values: Values, name: string): Values {
  // Not `> LARGEST`: NaN is no better.
  if (largestOf(values) <= LARGEST) return values;
  throw new Error(`Its numbers grow too large to compute with, in “${name}”.`);
}

function largestOf(values: ArrayLike<number>): number {
  let largest = 0;
  for (let index = 0; index < values.length; index++) largest = Math.max(largest, Math.abs(values[index] as number));
  return largest;
}
