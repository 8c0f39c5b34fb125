import * as tf from '@tensorflow/tfjs';
import { flatten } from '../../../src/attention/trained/parameters.ts';
import { modelInput, wordVectors } from '../../../src/attention/trained/wordVectors.ts';
import { runModel } from '../../../src/engine/training/step/model.ts';
import { nameParameters, splitParameters } from '../../../src/engine/training/step/parameterTensors.ts';
import { selectWebgl } from '../../plainOps.ts';
import type { Forward, ForwardInputs } from './forwardInputs.ts';

/** The same model in TensorFlow.js's own ops, as it is trained: parameters stay on the GPU, nothing more is read back. */
export async function plainForward({ shape, parameters, textOf }: ForwardInputs): Promise<Forward> {
  await selectWebgl();
  const tensors = nameParameters(splitParameters(tf.tensor1d(flatten(parameters, shape)), shape), shape);
  return async (run) => {
    const tokens = textOf(run);
    const x = modelInput(wordVectors(tokens, shape.dModel, 1), shape.dModel);
    const [maps, last] = tf.tidy(() => {
      const input = tf.tensor2d(x, [tokens.length, shape.dModel]);
      const { attentionWeights, final } = runModel(tensors, shape, input, { sequences: 1, tokens: tokens.length });
      return [attentionWeights.at(-1) as tf.Tensor3D, tf.slice(final, [tokens.length - 1, 0])] as const;
    });
    const [cells] = await Promise.all([maps.data<'float32'>(), last.data()]);
    tf.dispose([maps, last]);
    return cells;
  };
}
