import { expect, test } from 'vitest';
import { figureText, seedsText, stuckText } from './figureText.ts';
import type { CatalogModel } from './trainedModels.ts';

const modelOf = (...losses: number[]): CatalogModel => ({
  ...{ numKvHeads: 4, file: 'a', bytes: 1, sha256: '', parameters: 1 },
  trainings: losses.map((loss, seed) => ({ seed, steps: 1, revision: 'abc', figures: { loss } })),
});

test('a figure is its mean and range, and the mean alone of one seed', () => {
  expect(figureText(modelOf(0.5, 0.6, 1), 'loss')).toBe('0.70 (0.50 to 1.00)');
  expect(figureText(modelOf(0.5), 'loss')).toBe('0.50');
});

test('seeds are those that all models have', () => {
  expect(seedsText([modelOf(1, 2, 3), modelOf(1, 2, 3)])).toBe('0, 1 and 2');
  expect(seedsText([modelOf(1, 2, 3), modelOf(1)])).toBe('0');
});

test('models that got stuck are named, and nothing is said where none did', () => {
  const withInduction = (induction: number): CatalogModel => ({
    ...modelOf(1),
    trainings: [{ seed: 0, steps: 1, revision: 'abc', figures: { 'induction.accuracy.24': induction } }],
  });
  expect(stuckText([withInduction(0.89)])).toBeUndefined();
  expect(stuckText([withInduction(0.89), withInduction(0.43)])).toContain(
    'that with 4 KV heads (0.43 at 24 tokens) hardly learned induction',
  );
});
