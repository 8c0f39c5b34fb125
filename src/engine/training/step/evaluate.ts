import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from '../../../attention/trained/batches.ts';
import type { Responses } from '../../../attention/trained/figures.ts';
import { flatten, type ModelParameters } from '../../../attention/trained/parameters.ts';
import type { AttentionShape } from '../../../attention/types.ts';
import type { ModelTensors } from './model.ts';
import { runModel } from './model.ts';
import { nameParameters, splitParameters } from './parameterTensors.ts';
import { respond, uploadBatch } from './respond.ts';

/** What a model says to each batch's questions, on the current backend. Leaves no tensor behind. */
export async function respondTo(
  parameters: ModelParameters,
  shape: AttentionShape,
  batches: readonly Batch[],
): Promise<Responses[]> {
  const responses: Responses[] = [];
  for (const batch of batches) {
    const tensors = tf.tidy(() => respond(upload(parameters, shape), shape, uploadBatch(batch, shape.dModel)));
    const [losses, likeliest] = await Promise.all([
      tensors.losses.data<'float32'>(),
      tensors.likeliest.data<'int32'>(),
    ]);
    tf.dispose([tensors.losses, tensors.likeliest]);
    responses.push({ answers: batch.answers, losses, likeliest });
  }
  return responses;
}

/** The maps of each layer, [numHeads, T, T], for one sequence `x` [T, dModel]; see `modelInput`. */
export async function modelMaps(
  parameters: ModelParameters,
  shape: AttentionShape,
  x: Float32Array,
): Promise<Float32Array[]> {
  const tokens = x.length / shape.dModel;
  const maps = tf.tidy(() => {
    const input = tf.tensor2d(x, [tokens, shape.dModel]);
    return runModel(upload(parameters, shape), shape, input, { sequences: 1, tokens }).attentionWeights.slice();
  });
  const cells = await Promise.all(maps.map(async (map) => Float32Array.from(await map.data<'float32'>())));
  tf.dispose(maps);
  return cells;
}

function upload(parameters: ModelParameters, shape: AttentionShape): ModelTensors {
  return nameParameters(splitParameters(tf.tensor1d(flatten(parameters, shape)), shape), shape);
}
