import * as tf from '@tensorflow/tfjs-core';
import { finalStream } from '../../../attention/trained/blocks.ts';
import { QUESTIONS } from '../../../attention/trained/shape.ts';
import type { AttentionShape } from '../../../attention/types.ts';
import { layerNorm } from '../../ops/layerNorm.ts';
import { linear } from '../../ops/linear.ts';
import { type Stack, sharedAttention } from './sharedAttention.ts';

/** The model's parameters in the backend's memory, by the names of `parameterList`. */
export type ModelTensors = Readonly<Record<string, tf.Tensor>>;

export interface ModelOutput {
  /** Of each layer, [sequences · numHeads, tokens query, tokens key]. */
  readonly attentionWeights: readonly tf.Tensor3D[];
  /** [sequences · tokens, dModel]: the residual stream after the final LayerNorm. */
  readonly final: tf.Tensor2D;
}

/**
 * The small model on `x` [sequences · tokens, dModel], word vectors and positions: maps and the input of the readouts.
 * Differentiable; leaves its intermediate tensors to the caller's `tidy`. The same in float64 is `referenceModel`.
 */
export function runModel(parameters: ModelTensors, shape: AttentionShape, x: tf.Tensor2D, stack: Stack): ModelOutput {
  const attentionWeights: tf.Tensor3D[] = [];
  const final = finalStream<tf.Tensor2D>(x, {
    norm: (stream, name) => layerNorm(stream, ...pair(parameters, name)),
    attend(stream, input, layer) {
      const project = (name: string, rows: tf.Tensor2D) =>
        linear(rows, ...pair<tf.Tensor2D>(parameters, `blocks.${layer}.attention.${name}`));
      const [q, k, v] = [project('w_q', input), project('w_k', input), project('w_v', input)];
      const attention = sharedAttention(q, k, v, shape, stack);
      attentionWeights.push(attention.attentionWeights);
      return tf.add(stream, project('w_o', attention.context));
    },
  });
  return { attentionWeights, final };
}

/**
 * How well each of `vectors` [count, dModel] answers each question, before softmax: readout · vector / √dModel, as
 * [rows · 5, count] for `final` [rows, dModel]. The vectors go through the readouts once, rather than every row.
 */
export function answerLogits(parameters: ModelTensors, { final }: ModelOutput, vectors: tf.Tensor2D): tf.Tensor2D {
  const [count, dModel] = vectors.shape;
  const scaled = tf.mul(vectors, 1 / Math.sqrt(dModel)) as tf.Tensor2D;
  const [weight, bias] = pair<tf.Tensor2D>(parameters, 'readouts');
  const perQuestion = tf.split<tf.Tensor2D>(weight, QUESTIONS.length).map((readout) => product(scaled, readout));
  const biases = product(tf.reshape(bias, [QUESTIONS.length, dModel]), tf.transpose(scaled));
  const logits = linear(final, tf.concat(perQuestion), tf.reshape(biases, [QUESTIONS.length * count]));
  return tf.reshape(logits, [final.shape[0] * QUESTIONS.length, count]);
}

/** a b, through `linear` for the sake of its gradient. */
function product(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  return linear(a, tf.transpose(b), tf.zeros([b.shape[1]]));
}

function pair<Weight extends tf.Tensor = tf.Tensor1D>(
  parameters: ModelTensors,
  name: string,
): [weight: Weight, bias: tf.Tensor1D] {
  const [weight, bias] = [parameters[`${name}.weight`], parameters[`${name}.bias`]];
  if (!weight || !bias) throw new Error(`The model has no ${name}.`);
  return [weight as Weight, bias as tf.Tensor1D];
}
