import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('names the files after everything that decides the model', () => {
  const { shape, seed, recipe, out, checkpoint } = readOptions(['--kv-heads', '2', '--seed', '3', '--steps', '500']);
  expect({ shape, seed, steps: recipe.steps }).toEqual({
    shape: { dModel: 256, numHeads: 16, numKvHeads: 2 },
    seed: 3,
    steps: 500,
  });
  expect(out).toBe('.cache/train/d256-h16-kv2-seed3-steps500.model.safetensors');
  expect(checkpoint).toBe('.cache/train/d256-h16-kv2-seed3-steps500.safetensors');
});

test('a training leaves the shipped files alone unless it is told to write there', () => {
  expect(readOptions(['--steps', '10']).out).not.toContain('public/');
  expect(readOptions(['--steps', '10', '--out', 'public/weights/a.safetensors']).out).toBe(
    'public/weights/a.safetensors',
  );
});

test('refuses what makes no sense with a sentence', () => {
  expect(() => readOptions(['--steps', 'many'])).toThrow('--steps takes a whole number, not "many".');
  expect(() => readOptions(['--kv-heads', '3'])).toThrow('The heads must divide d_model, and the KV heads the heads.');
  expect(() => readOptions(['--rate', '1'])).toThrow("Unknown option '--rate'");
});

test('takes files for a catalog, and nothing without a name otherwise', () => {
  expect(readOptions(['--catalog', 'a.safetensors', 'b.safetensors']).catalog).toEqual([
    'a.safetensors',
    'b.safetensors',
  ]);
  expect(() => readOptions(['a.safetensors'])).toThrow("Unexpected argument 'a.safetensors'");
});
