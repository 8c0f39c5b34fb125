import { expect, test } from 'vitest';
import { Models } from './models.ts';

const shape = { dModel: 16, numHeads: 4, numKvHeads: 2 };

test('keeps the newest 16 models', () => {
  const models = new Models();
  for (let index = 0; index < 17; index++) models.provide(`model ${index}`, { shape, parameters: {} });
  models.provide('model 1', { shape, parameters: {} });
  models.provide('one more', { shape, parameters: {} });
  expect(models.has('model 0')).toBe(false);
  expect(models.has('model 1')).toBe(true);
  expect(models.has('model 2')).toBe(false);
  expect(models.has('model 3')).toBe(true);
});

test('refuses a name that it was not given, and says which', () => {
  expect(() => new Models().get('gqa 4')).toThrow('The engine was not given the trained model gqa 4.');
});
