import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { scaledDifference } from '../../attention/selfChecks.ts';
import { startWasmInNode } from '../training/nodeWasm.ts';
import { matMulInBlocks } from './matMulInBlocks.ts';

beforeAll(startWasmInNode);

/** Weights of `inner` tokens that attention gives alike, for each of 4 queries: each row sums to about 1. */
const evenWeights = (inner: number) =>
  Float32Array.from({ length: 4 * inner }, (_, index) => (1 + 0.01 * Math.floor(index / inner)) / inner);
/** Values of a text that repeats itself: additions of one and the same product round to one side. */
const values = (inner: number) => Float32Array.from({ length: 3 * inner }, (_, index) => 2.3 + (index % 3));

it.each([1, 255, 256, 257, 700, 2048])('sums over %i numbers are those of float64, and leave nothing', (inner) => {
  const [a, b] = [evenWeights(inner), values(inner)];
  const expected = Float64Array.from({ length: 12 }, (_, cell) => {
    const [row, column] = [Math.floor(cell / 3), cell % 3];
    return Array.from({ length: inner }, (_, at) => (a[row * inner + at] ?? 0) * (b[3 * at + column] ?? 0)).reduce(
      (sum, product) => sum + product,
    );
  });
  const before = tf.memory().numTensors;
  const ofRank = [
    tf.tidy(() => matMulInBlocks(tf.tensor2d(a, [4, inner]), tf.tensor2d(b, [inner, 3]))),
    tf.tidy(() => matMulInBlocks(tf.tensor3d(a, [1, 4, inner]), tf.tensor3d(b, [1, inner, 3]))),
  ];
  for (const product of ofRank) {
    expect(product.size).toBe(12);
    expect(scaledDifference(product.dataSync<'float32'>(), expected)).toBeLessThan(4e-6);
    product.dispose();
  }
  expect(tf.memory().numTensors).toBe(before);
});
