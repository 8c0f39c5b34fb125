import { expect, test } from 'vitest';
import type { RunConfig } from '../../attention/types.ts';
import { assertFitsFile } from './runTensors.ts';

const config: RunConfig = {
  dModel: 256,
  numHeads: 16,
  numKvHeads: 4,
  causal: true,
  positions: true,
  bias: true,
  seed: 7,
  kvRule: 'mean',
};

test('refuses a file that would be too large, and says how many tokens would do', () => {
  expect(() => assertFitsFile(2048, config)).toThrow(
    '2,048 tokens × 16 heads would make a file of 835 MB: shorten the text to 1,124 tokens or fewer.',
  );
  expect(() => assertFitsFile(1124, config)).not.toThrow();
  expect(() => assertFitsFile(1125, config)).toThrow();
});

test('lets 512 tokens of 64 heads through', () => {
  expect(() => assertFitsFile(512, { ...config, numHeads: 64 })).not.toThrow();
});
