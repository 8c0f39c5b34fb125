import * as tf from '@tensorflow/tfjs-core';
import { NORM_EPSILON } from '../../attention/trained/shape.ts';
import { columnSums } from './linear.ts';

/** (x − mean) / √(variance + ε) · gain + bias over each row: x [rows, width], gain and bias [width]. Ba et al. 2016. */
export function layerNorm(x: tf.Tensor2D, gain: tf.Tensor1D, bias: tf.Tensor1D): tf.Tensor2D {
  return withGradient(x, gain, bias) as tf.Tensor2D;
}

const withGradient = tf.customGrad((...inputs) => {
  const [x, gain, bias, save] = inputs as unknown as [tf.Tensor2D, tf.Tensor1D, tf.Tensor1D, tf.GradSaveFunc];
  const centred = tf.sub(x, tf.mean(x, 1, true));
  const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centred), 1, true), NORM_EPSILON));
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
