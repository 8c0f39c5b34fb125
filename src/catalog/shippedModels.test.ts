import { expect, test } from 'vitest';
import { shippedModel } from './shippedModels.ts';

test('a model is found by its KV heads, and by no number that is not shipped', () => {
  expect(shippedModel(2)?.numKvHeads).toBe(2);
  expect(shippedModel(3)).toBeUndefined();
});
