import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import type { AttentionOps, Matrix } from '../ops/ops.ts';
import { plainOps } from '../ops/plainOps.ts';
import { startWasmInNode } from '../training/nodeWasm.ts';
import { assertFloat32, measurePrecision } from './measurePrecision.ts';

beforeAll(startWasmInNode);

/** Rounds to `bits` bits of a number's digits, as a narrower float does. */
function rounded(values: Float32Array, bits: number): Float32Array<ArrayBuffer> {
  return Float32Array.from(values, (value) => {
    const unit = 2 ** (Math.floor(Math.log2(Math.abs(value) || 1)) - bits);
    return Math.round(value / unit) * unit;
  });
}

/** Operations whose uploads, or whose results, are put through `store` on their way to memory. */
function opsThatStore(where: 'uploads' | 'results', store: (values: Float32Array) => Float32Array): AttentionOps {
  const stored = ({ tensor, rows, cols }: Matrix) =>
    plainOps.upload(store(tensor.dataSync<'float32'>() as Float32Array), rows, cols);
  if (where === 'uploads')
    return { ...plainOps, upload: (values, rows, cols) => plainOps.upload(store(values), rows, cols) };
  return {
    ...plainOps,
    project: (...given) => stored(plainOps.project(...given)),
    attentionWeights: (...given) => stored(plainOps.attentionWeights(...given)),
    mix: (...given) => stored(plainOps.mix(...given)),
  };
}

it('float32 passes, and leaves nothing in memory', async () => {
  const before = tf.memory().numTensors;
  await expect(assertFloat32(plainOps)).resolves.toBeUndefined();
  expect(await measurePrecision(plainOps)).toBeLessThan(5e-7);
  expect(tf.memory().numTensors).toBe(before);
});

it.each([
  ['half floats', 10],
  ['bfloat16', 7],
  ['16 bits of a number’s digits', 15],
] as const)('memory that keeps %s is found out, be it of uploads or of results', async (_, bits) => {
  for (const where of ['uploads', 'results'] as const) {
    const ops = opsThatStore(where, (values) => rounded(values, bits));
    await expect(assertFloat32(ops)).rejects.toThrow(
      /^this GPU's numbers are not the 32-bit floats that it promises \(a known product came back off by \d\.\de-\d\)$/,
    );
  }
});

it('programs that draw nothing are found out', async () => {
  const ops = opsThatStore('results', (values) => new Float32Array(values.length));
  await expect(assertFloat32(ops)).rejects.toThrow('came back off by 1.0e+0');
});
