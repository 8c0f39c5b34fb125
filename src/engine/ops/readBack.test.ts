import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startWasmInNode } from '../training/nodeWasm.ts';
import { plainOps } from './plainOps.ts';
import { readBack } from './readBack.ts';

const upload = (values: readonly number[], rows = 1) =>
  plainOps.upload(Float32Array.from(values), rows, values.length / rows);

beforeAll(startWasmInNode);

test('every matrix comes back under its name, with its size, and no tensor stays', async () => {
  const { numTensors } = memory();
  const read = await readBack(plainOps, () => {
    const sum = plainOps.add(upload([1, 2, 3, 4, 5, 6], 2), upload([10, 20, 30, 40, 50, 60], 2));
    return { sum, other: upload([7]) };
  });
  expect(read).toEqual({
    sum: { rows: 2, cols: 3, values: Float32Array.of(11, 22, 33, 44, 55, 66) },
    other: { rows: 1, cols: 1, values: Float32Array.of(7) },
  });
  expect(memory().numTensors).toBe(numTensors);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
  '%d is not handed out, wherever it is: the name of its matrix is said instead',
  async (number) => {
    for (const values of [
      [number, 1, 2],
      [1, number, 2],
      [1, 2, number],
    ])
      await expect(readBack(plainOps, () => ({ good: upload([1]), maps: upload(values) }))).rejects.toThrow(
        'The backend returned NaN or an infinity in maps: its numbers are not shown.',
      );
  },
);

test('an infinity does not cancel another one', async () => {
  const both = () => ({ maps: upload([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) });
  await expect(readBack(plainOps, both)).rejects.toThrow('NaN or an infinity in maps');
});
