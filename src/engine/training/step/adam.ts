import * as tf from '@tensorflow/tfjs-core';

const BETA1 = 0.9;
const BETA2 = 0.98;
const EPSILON = 1e-8;

/** All parameters as one vector, and Adam's two moments of them: all that an optimiser holds. */
export interface AdamState {
  readonly parameters: tf.Tensor1D;
  readonly firstMoment: tf.Tensor1D;
  readonly secondMoment: tf.Tensor1D;
}

/**
 * One step of Adam with β (0.9, 0.98); `step` counts from 0. The new state is three new tensors. Own rather than
 * TensorFlow.js's, which keeps two variables an array that outlive the model. Source: Kingma and Ba 2015, algorithm 1.
 */
export function adamStep(state: AdamState, gradient: tf.Tensor1D, learningRate: number, step: number): AdamState {
  const firstMoment = tf.add<tf.Tensor1D>(tf.mul(state.firstMoment, BETA1), tf.mul(gradient, 1 - BETA1));
  const secondMoment = tf.add<tf.Tensor1D>(tf.mul(state.secondMoment, BETA2), tf.mul(tf.square(gradient), 1 - BETA2));
  const rate = learningRate / (1 - BETA1 ** (step + 1));
  const root = tf.sqrt(tf.mul(secondMoment, 1 / (1 - BETA2 ** (step + 1))));
  const change = tf.div(tf.mul(firstMoment, rate), tf.add(root, EPSILON));
  return { parameters: tf.sub<tf.Tensor1D>(state.parameters, change), firstMoment, secondMoment };
}
