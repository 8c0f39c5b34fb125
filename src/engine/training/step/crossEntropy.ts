import * as tf from '@tensorflow/tfjs-core';

/** Beneath this a probability counts as this: −ln 1e−30 is 69 nats. A float32 softmax may well give 0. */
const LEAST_PROBABILITY = 1e-30;

/**
 * −ln of the probability that softmax(logits) gives each row's answer: logits [rows, choices], answers int32 [rows] → [rows].
 * A row whose answer is −1 has none and means nothing; weigh it 0.
 */
export function crossEntropy(logits: tf.Tensor2D, answers: tf.Tensor1D): tf.Tensor1D {
  const oneHot = tf.cast(tf.oneHot(answers, logits.shape[1]), 'float32');
  return withGradient(logits, oneHot) as tf.Tensor1D;
}

const withGradient = tf.customGrad((...inputs) => {
  const [logits, oneHot, save] = inputs as unknown as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc];
  const probabilities = tf.softmax(logits);
  save([probabilities, oneHot]);
  const ofAnswer = tf.maximum(tf.sum(tf.mul(probabilities, oneHot), 1), LEAST_PROBABILITY);
  return {
    value: tf.neg(tf.log(ofAnswer)),
    gradFunc: (dy, saved) => {
      const [ofProbabilities, ofOneHot] = saved as [tf.Tensor2D, tf.Tensor2D];
      const rows = tf.reshape(dy, [dy.size, 1]);
      // The answers are data: nothing is learned from a gradient with respect to them.
      return [tf.mul(tf.sub(ofProbabilities, ofOneHot), rows), tf.zerosLike(ofOneHot)];
    },
  };
});
