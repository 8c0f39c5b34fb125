import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from '../../../attention/trained/batches.ts';
import { VOCABULARY } from '../../../attention/trained/sequences.ts';
import { modelInput } from '../../../attention/trained/wordVectors.ts';
import type { AttentionShape } from '../../../attention/types.ts';
import { crossEntropy } from './crossEntropy.ts';
import { answerLogits, type ModelTensors, runModel } from './model.ts';

/** What a model says to a batch's questions, in the backend's memory; see `Responses`. */
export type ResponseTensors = {
  readonly losses: tf.Tensor1D;
  readonly likeliest: tf.Tensor1D;
};

/** A batch as tensors. */
export interface BatchTensors {
  /** Word vectors and positions, [rows, dModel]. */
  readonly x: tf.Tensor2D;
  readonly vectors: tf.Tensor2D;
  readonly answers: tf.Tensor1D;
  readonly sequences: number;
  readonly tokens: number;
}

export function uploadBatch({ ids, length, vectors, answers }: Batch, dModel: number): BatchTensors {
  const words = new Float32Array(ids.length * dModel);
  for (const [row, id] of ids.entries()) words.set(vectors.subarray(id * dModel, (id + 1) * dModel), row * dModel);
  return {
    x: tf.tensor2d(modelInput(words, dModel, length), [ids.length, dModel]),
    vectors: tf.tensor2d(vectors, [VOCABULARY, dModel]),
    answers: tf.tensor1d(answers, 'int32'),
    sequences: ids.length / length,
    tokens: length,
  };
}

/** The losses are differentiable with respect to `parameters`. */
export function respond(parameters: ModelTensors, shape: AttentionShape, batch: BatchTensors): ResponseTensors {
  const logits = answerLogits(parameters, runModel(parameters, shape, batch.x, batch), batch.vectors);
  return { losses: crossEntropy(logits, batch.answers), likeliest: tf.argMax(logits, 1) as tf.Tensor1D };
}
