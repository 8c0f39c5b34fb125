import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('names the files after everything that decides the model', () => {
  const { shape, seed, recipe, out, checkpoint } = readOptions(['--kv-heads', '2', '--seed', '3', '--steps', '500']);
  expect({ shape, seed, steps: recipe.steps }).toEqual({
    shape: { dModel: 128, numHeads: 8, numKvHeads: 2 },
    seed: 3,
    steps: 500,
  });
  expect(out).toBe('public/weights/d128-h8-kv2-seed3.safetensors');
  expect(checkpoint).toBe('.cache/train/d128-h8-kv2-seed3-steps500.safetensors');
});

test('refuses what makes no sense with a sentence', () => {
  expect(() => readOptions(['--steps', 'many'])).toThrow('--steps takes a whole number, not "many".');
  expect(() => readOptions(['--kv-heads', '3'])).toThrow('The heads must divide d_model, and the KV heads the heads.');
  expect(() => readOptions(['--rate', '1'])).toThrow("Unknown option '--rate'");
});
