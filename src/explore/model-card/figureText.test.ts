import { expect, test } from 'vitest';
import type { CatalogModel } from '../../catalog/trainedModels.ts';
import { figureText, seedsText } from './figureText.ts';

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
