import { expect, test } from 'vitest';
import { countParameters, parameterList } from './shape.ts';

test('counts the parameters of the recipe, which fall with the KV heads', () => {
  const counts = [8, 4, 2, 1].map((numKvHeads) => countParameters({ dModel: 128, numHeads: 8, numKvHeads }));
  expect(counts).toEqual([215_424, 182_400, 165_888, 157_632]);
});

test('names each array once, K and V as wide as the KV heads', () => {
  const list = parameterList({ dModel: 32, numHeads: 4, numKvHeads: 2 });
  expect(new Set(list.map(({ name }) => name)).size).toBe(list.length);
  const shapeOf = (name: string) => list.find((spec) => spec.name === name)?.shape;
  expect(shapeOf('blocks.1.attention.w_k.weight')).toEqual([16, 32]);
  expect(shapeOf('blocks.0.attention.w_o.weight')).toEqual([32, 32]);
  expect(shapeOf('readouts.weight')).toEqual([160, 32]);
});
