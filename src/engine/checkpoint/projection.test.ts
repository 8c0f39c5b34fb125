import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import type { LinearPart } from '../../attention/checkpoint/linearPart.ts';
import type { TensorSource } from '../../attention/checkpoint/tensorSource.ts';
import { fillNormals } from '../../attention/random/random.ts';
import { scaledDifference } from '../../attention/selfChecks.ts';
import { registerCpu } from '../backend/cpuBackend.ts';
import { BLOCK } from '../ops/matMulInBlocks.ts';
import { plainOps } from '../ops/plainOps.ts';
import { startWasmInNode } from '../training/nodeWasm.ts';
import { project } from './projection.ts';
import { makePieceBuffers, WeightPieces } from './weightPieces.ts';

beforeAll(async () => {
  registerCpu();
  await startWasmInNode();
});

const OUTPUTS = 11;

it.each(
  (['wasm', 'cpu'] as const).flatMap((backend) =>
    [1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK + 77].map((inputs) => [backend, inputs] as const),
  ),
)('projects on %s rows of %i inputs, however they are cut, as float64 does', async (backend, inputs) => {
  await setBackend(backend);
  const weight = fillNormals(new Float32Array(OUTPUTS * inputs), 3, 'w', 1);
  const bias = fillNormals(new Float32Array(OUTPUTS), 3, 'b', 1);
  const source: TensorSource = {
    shapeOf: () => null,
    async read(name, rows = { first: 0, end: OUTPUTS }, into) {
      const width = name === 'weight' ? inputs : 1;
      const values = (name === 'weight' ? weight : bias).subarray(rows.first * width, rows.end * width);
      into?.set(values);
      return into?.subarray(0, values.length) ?? values;
    },
  };
  const part: LinearPart = {
    weight: 'weight',
    bias: 'bias',
    shape: [OUTPUTS, inputs],
    isTransposed: false,
    inputs,
    outputs: OUTPUTS,
    ranges: [{ first: 0, end: OUTPUTS }],
  };
  for (const rows of [1, 3, OUTPUTS + 2]) {
    const x = fillNormals(new Float32Array(rows * inputs), 4, 'x', 1);
    const expected = new Float64Array(rows * OUTPUTS);
    for (let index = 0; index < expected.length; index++) {
      const [row, output] = [Math.floor(index / OUTPUTS), index % OUTPUTS];
      let sum = bias[output] as number;
      for (let input = 0; input < inputs; input++)
        sum += (x[row * inputs + input] as number) * (weight[output * inputs + input] as number);
      expected[index] = sum;
    }
    const buffers = makePieceBuffers();
    const weights = new WeightPieces(source, [part], buffers, 4 * inputs);
    const { signal } = new AbortController();
    const y = await project({ ops: plainOps, weights, buffers, signal }, part, x);
    expect(scaledDifference(y, expected)).toBeLessThan(1e-6);
  }
});
