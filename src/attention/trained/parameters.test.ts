import { expect, test } from 'vitest';
import { flatten, initialParameters, unflatten } from './parameters.ts';

const shape = { dModel: 64, numHeads: 4, numKvHeads: 2 };

test('draws linear layers uniformly within ±1/√in, and starts LayerNorms at 1 and 0', () => {
  const drawn = initialParameters(shape, 7);
  const weights = drawn['readouts.weight'] ?? new Float32Array();
  const bound = 1 / Math.sqrt(64);
  expect(Math.max(...weights.map(Math.abs))).toBeLessThanOrEqual(bound);
  const meanSquare = weights.reduce((sum, value) => sum + value * value, 0) / weights.length;
  expect(meanSquare / (bound * bound)).toBeCloseTo(1 / 3, 2);
  expect(new Set(drawn['blocks.0.norm.weight'])).toEqual(new Set([1]));
  expect(new Set(drawn['norm.bias'])).toEqual(new Set([0]));
});

test('starts models of one seed alike wherever their shapes agree', () => {
  const [mqa, mha] = [1, 4].map((numKvHeads) => initialParameters({ ...shape, numKvHeads }, 7));
  expect(mqa?.['blocks.1.attention.w_q.weight']).toEqual(mha?.['blocks.1.attention.w_q.weight']);
  const keys = mqa?.['blocks.0.attention.w_k.weight'] ?? new Float32Array();
  expect(mha?.['blocks.0.attention.w_k.weight']?.subarray(0, keys.length)).toEqual(keys);
  expect(initialParameters(shape, 8)['readouts.bias']).not.toEqual(initialParameters(shape, 7)['readouts.bias']);
});

test('flattens into one vector and back', () => {
  const drawn = initialParameters(shape, 7);
  expect(unflatten(flatten(drawn, shape), shape)).toEqual(drawn);
});

test('says which array does not fit', () => {
  const { 'norm.bias': _, ...incomplete } = initialParameters(shape, 7);
  expect(() => flatten(incomplete, shape)).toThrow('norm.bias should have 64 numbers, but has none.');
});
