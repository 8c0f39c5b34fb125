import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { scaledDifference } from '../../attention/selfChecks.ts';
import { startWasmInNode } from '../training/nodeWasm.ts';
import { plainOps } from './plainOps.ts';

beforeAll(startWasmInNode);

/** Numbers that repeat nowhere. */
const numbers = (count: number, start: number) =>
  Float32Array.from({ length: count }, (_, index) => Math.sin(start + 1.7 * index));

/** y = x Wᵀ + b in float64, heads one below the other. */
function expectedOf(x: Float32Array, weight: Float32Array, bias: Float32Array | null, rows: number, headDim: number) {
  const width = x.length / rows;
  const out = weight.length / width;
  const y = new Float64Array(rows * out);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < out; column++) {
      let sum = bias?.[column] ?? 0;
      for (let at = 0; at < width; at++) sum += (x[row * width + at] ?? 0) * (weight[column * width + at] ?? 0);
      y[(Math.floor(column / headDim) * rows + row) * headDim + (column % headDim)] = sum;
    }
  return y;
}

it.each([
  { rows: 1, width: 1, out: 1, headDim: 1 },
  { rows: 1, width: 5, out: 7, headDim: 7 },
  { rows: 3, width: 5, out: 6, headDim: 2 },
  { rows: 6, width: 7, out: 6, headDim: 3 },
  { rows: 7, width: 5, out: 6, headDim: 2 },
  { rows: 11, width: 3, out: 3, headDim: 3 },
  { rows: 9, width: 64, out: 64, headDim: 4 },
  { rows: 130, width: 64, out: 4, headDim: 4 },
  { rows: 10, width: 256, out: 256, headDim: 16 },
])(
  'projects $rows tokens of $width to $out, in heads of $headDim, as float64 does',
  async ({ rows, width, out, headDim }) => {
    const [x, weight, bias] = [numbers(rows * width, 0), numbers(out * width, 1), numbers(out, 2)];
    for (const added of [bias, null]) {
      const before = tf.memory().numTensors;
      const tensor = tf.tidy(() => {
        const bias = added ? plainOps.upload(added, 1, out) : undefined;
        const layer = { weight: plainOps.upload(weight, out, width), bias };
        return plainOps.project(plainOps.upload(x, rows, width), layer, headDim).tensor;
      });
      expect(tensor.shape).toEqual([(rows * out) / headDim, headDim]);
      const expected = expectedOf(x, weight, added, rows, headDim);
      expect(scaledDifference(tensor.dataSync<'float32'>(), expected)).toBeLessThan(1e-6);
      tensor.dispose();
      expect(tf.memory().numTensors).toBe(before);
    }
  },
);
