import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startWasmInNode } from '../nodeWasm.ts';
import { type AdamState, adamStep } from './adam.ts';

beforeAll(startWasmInNode);

/** One parameter through algorithm 1 of the paper, in float64. */
function byHand(start: number, gradients: readonly number[], learningRate: number): number {
  let [parameter, m, v] = [start, 0, 0];
  for (const [index, gradient] of gradients.entries()) {
    m = 0.9 * m + 0.1 * gradient;
    v = 0.98 * v + 0.02 * gradient * gradient;
    const [mHat, vHat] = [m / (1 - 0.9 ** (index + 1)), v / (1 - 0.98 ** (index + 1))];
    parameter -= (learningRate * mHat) / (Math.sqrt(vHat) + 1e-8);
  }
  return parameter;
}

test('moves each parameter as the paper’s algorithm does', async () => {
  const starts = [1, -2, 0.5];
  const gradients = [
    [0.3, -4, 0],
    [-0.1, -5, 1e-3],
    [0.2, 6, 2],
  ];
  const after = tf.tidy(() => {
    const zeros = tf.zeros<tf.Rank.R1>([3]);
    let state: AdamState = { parameters: tf.tensor1d(starts), firstMoment: zeros, secondMoment: zeros };
    for (const [step, gradient] of gradients.entries()) state = adamStep(state, tf.tensor1d(gradient), 0.01, step);
    return state.parameters;
  });
  const moved = await after.data();
  after.dispose();
  for (const [index, start] of starts.entries()) {
    const ofOne = gradients.map((gradient) => gradient[index] as number);
    expect(moved[index]).toBeCloseTo(byHand(start, ofOne, 0.01), 6);
  }
});
