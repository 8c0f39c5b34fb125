import * as tf from '@tensorflow/tfjs-core';

/**
 * y = x Wᵀ + b: x [rows, in], weight [out, in], bias [out] → [rows, out], with its own gradient. TensorFlow.js's would
 * multiply by transposes in place, and sum columns, both of which WebAssembly does ten times more slowly than to copy
 * the transpose and multiply by that.
 */
export function linear(x: tf.Tensor2D, weight: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor2D {
  return withGradient(x, weight, bias) as tf.Tensor2D;
}

const withGradient = tf.customGrad((...inputs) => {
  const [x, weight, bias, save] = inputs as unknown as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D, tf.GradSaveFunc];
  save([x, weight]);
  return {
    value: tf.add(tf.matMul(x, tf.transpose(weight)), bias),
    gradFunc: (dy, saved) => {
      const [ofX, ofWeight] = saved as [tf.Tensor2D, tf.Tensor2D];
      const dWeight = tf.transpose(tf.matMul(tf.transpose(ofX), dy as tf.Tensor2D));
      return [tf.matMul(dy as tf.Tensor2D, ofWeight), dWeight, columnSums(dy as tf.Tensor2D)];
    },
  };
});

/** [rows, columns] → [columns] */
export function columnSums(matrix: tf.Tensor2D): tf.Tensor1D {
  return tf.reshape(tf.matMul(tf.ones([1, matrix.shape[0]]), matrix), [matrix.shape[1]]);
}
