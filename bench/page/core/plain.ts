import * as tf from '@tensorflow/tfjs';
import { causalMask, selectWebgl } from '../../plainOps.ts';
import type { Core } from './core.ts';
import type { CoreInputs } from './inputs.ts';

/** The core in TensorFlow.js's own ops, the group folded into rows, the mask made once; whole maps are read back. */
export async function plainCore(inputs: CoreInputs): Promise<Core> {
  await selectWebgl();
  const { tokens, numHeads, numKvHeads, headDim } = inputs;
  const grouped: [number, number, number] = [numKvHeads, (numHeads / numKvHeads) * tokens, headDim];
  const q = tf.tensor3d(inputs.q, grouped);
  const k = tf.tensor3d(inputs.k, [numKvHeads, tokens, headDim]);
  const v = tf.tensor3d(inputs.v, [numKvHeads, tokens, headDim]);
  const mask = causalMask(tokens);

  const weights = () => {
    const scores = tf.matMul(q, k, false, true).reshape([numHeads, tokens, tokens]);
    return tf.softmax(scores.div(Math.sqrt(headDim)).add(mask));
  };
  const readBack = async (build: () => tf.Tensor): Promise<Float32Array> => {
    const tensor = tf.tidy(build);
    const values = await tensor.data<'float32'>();
    tensor.dispose();
    return values;
  };
  return {
    maps: () => readBack(weights),
    outputs: () => readBack(() => tf.matMul(weights().reshape([numKvHeads, -1, tokens]), v)),
  };
}
