import { expect, it } from 'vitest';
import type { CheckpointConfig } from '../../../attention/checkpoint/config.ts';
import { modelFigures } from './modelFigures.ts';
import { variantName, variantSentence } from './variantWords.ts';

const SMOL = { numLayers: 30, dModel: 576, numHeads: 9, numKvHeads: 3, headDim: 64 } as CheckpointConfig;

it('counts attention and cache of SmolLM2-135M with its layers and its type', () => {
  // A layer: W_Q and W_O 576², W_K and W_V 576 · 192. A token: 2 · 30 · 3 · 64 numbers of two bytes.
  expect(modelFigures({ config: SMOL, type: 'BF16' }, 3, 10)).toEqual({
    parameters: 30 * (2 * 576 ** 2 + 2 * 576 * 192),
    cacheBytes: 230_400,
    cacheBytesPerToken: 23_040,
  });
  expect(modelFigures({ config: SMOL, type: 'F32' }, 1, 0)).toMatchObject({
    cacheBytes: 0,
    cacheBytesPerToken: 15_360,
  });
});

it('counts heads that are wider than their share of d_model', () => {
  const wide = { ...SMOL, numLayers: 1, dModel: 40, numHeads: 4, numKvHeads: 2, headDim: 16 };
  expect(modelFigures({ config: wide, type: 'F16' }, 4, 1).parameters).toBe(4 * 40 * 64);
});

it('says of every number of KV heads what it is of the model’s own', () => {
  expect([9, 3, 1].map((count) => variantName(SMOL, count))).toEqual([
    '3 copies of each of its own',
    'its own',
    'each the mean of 3 of its own',
  ]);
  expect(variantSentence(SMOL, 9)).toBe(
    'Copies change nothing but the memory: the maps are those of its own 3 KV heads.',
  );
  expect(variantSentence(SMOL, 1)).toContain('before uptraining');
});
