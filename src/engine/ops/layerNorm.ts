import * as tf from '@tensorflow/tfjs-core';
import { NORM_EPSILON } from '../../attention/trained/shape.ts';
import { columnSums } from './linear.ts';

/** (x − mean) / √(variance + ε) · gain + bias over each row: x [rows, width], gain and bias [width]. Ba et al. 2016. */
export function layerNorm(x: tf.Tensor2D, gain: tf.Tensor1D, bias: tf.Tensor1D): tf.Tensor2D {
  return withGradient(x, gain, bias) as tf.Tensor2D;
}

const withGradient = tf.customGrad((...inputs) => {
  const [x, gain, bias, save] = inputs as unknown as [tf.Tensor2D, tf.Tensor1D, tf.Tensor1D, tf.GradSaveFunc];
  const centred = tf.sub(x, rowMeans(x)) as tf.Tensor2D;
  const inverse = tf.rsqrt(tf.add(rowMeans(tf.square(centred)), NORM_EPSILON));
  const normed = tf.mul<tf.Tensor2D>(centred, inverse);
  save([normed, inverse, gain]);
  return {
    value: tf.add(tf.mul(normed, gain), bias),
    gradFunc: (dy, saved) => {
      const [ofNormed, ofInverse, ofGain] = saved as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D];
      const dNormed = tf.mul(dy, ofGain);
      // What a row's mean and its variance take back from each of its elements.
      const alongNormed = tf.mul(ofNormed, tf.mean(tf.mul(dNormed, ofNormed), 1, true));
      const dx = tf.mul(tf.sub(tf.sub(dNormed, tf.mean(dNormed, 1, true)), alongNormed), ofInverse);
      return [dx, columnSums(tf.mul(dy, ofNormed)), columnSums(dy as tf.Tensor2D)];
    },
  };
});

/**
 * [rows, width] → [rows, 1]. Means of means: one sum after the other over 256 squares loses enough of float32 that scores
 * in the hundreds, which are products of two normed rows, are off by more than the rest of the model makes of them.
 */
function rowMeans(x: tf.Tensor2D): tf.Tensor2D {
  const [rows, width] = x.shape;
  const part = greatestDivisor(width, Math.sqrt(width));
  const ofParts = tf.mean(tf.reshape(x, [rows, width / part, part]), 2);
  return tf.mean(ofParts, 1, true);
}

/** The largest divisor of `n` that is at most `limit`. */
function greatestDivisor(n: number, limit: number): number {
  let divisor = Math.floor(limit);
  while (n % divisor !== 0) divisor--;
  return divisor;
}
