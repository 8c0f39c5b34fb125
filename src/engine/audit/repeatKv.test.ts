import { expect, test } from 'vitest';
import { repeatKv } from './repeatKv.ts';

test('copies the one KV head, weights and biases, and leaves Q and O alone', () => {
  const one = { weight: Float32Array.of(1, 2), bias: Float32Array.of(3) };
  const layer = { wQ: one, wK: one, wV: { weight: Float32Array.of(4) }, wO: one };
  expect(repeatKv(layer, 3)).toEqual({
    wQ: one,
    wK: { weight: Float32Array.of(1, 2, 1, 2, 1, 2), bias: Float32Array.of(3, 3, 3) },
    wV: { weight: Float32Array.of(4, 4, 4) },
    wO: one,
  });
});
