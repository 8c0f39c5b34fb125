import { expect, test } from 'vitest';
import { figureText, seedsText, spreadText, stuckText } from './figureText.ts';
import type { CatalogModel } from './trainedModels.ts';

const modelOf = (...losses: number[]): CatalogModel => ({
  ...{ numKvHeads: 4, file: 'a', bytes: 1, sha256: '', parameters: 1 },
  trainings: losses.map((loss, seed) => ({ seed, steps: 1, revision: 'abc', figures: { loss } })),
});

test('a figure is its mean and range, and the mean alone of one seed', () => {
  expect(figureText(modelOf(0.5, 0.6, 1), 'loss')).toBe('0.70 (0.50 to 1.00)');
  expect(figureText(modelOf(0.5), 'loss')).toBe('0.50');
});

test('seeds are told for each number of KV heads, where these differ in them', () => {
  const withKvHeads = (numKvHeads: number, seeds: number) => ({ ...modelOf(...[1, 2, 3].slice(0, seeds)), numKvHeads });
  const most = 'eans over seeds 0, 1 and 2, and in brackets the smallest and the largest of them';
  expect(seedsText([withKvHeads(16, 3), withKvHeads(1, 3)])).toBe(`M${most}`);
  expect(seedsText([withKvHeads(16, 1), withKvHeads(1, 1)])).toBe('Seed 0 of each');
  expect(seedsText([withKvHeads(16, 3), withKvHeads(8, 1), withKvHeads(4, 3), withKvHeads(2, 1)])).toBe(
    `16 and 4 KV heads: m${most}; 8 and 2 KV heads: seed 0 of each`,
  );
  expect(seedsText([withKvHeads(16, 3), withKvHeads(1, 1)])).toBe(`16 KV heads: m${most}; 1 KV head: seed 0`);
});

test('ranges are spoken of where there are any, and single seeds where there are any', () => {
  const overlap = 'If two ranges overlap, these seeds can’t tell the two apart.';
  const single = 'One seed says nothing about spread.';
  expect(spreadText([modelOf(1, 2), modelOf(1, 2, 3)])).toBe(overlap);
  expect(spreadText([modelOf(1), modelOf(1)])).toBe(single);
  expect(spreadText([modelOf(1, 2), modelOf(1)])).toBe(`${overlap} ${single}`);
});

test('models that got stuck are named, and nothing is said where none did', () => {
  const withInduction = (induction: number): CatalogModel => ({
    ...modelOf(1),
    trainings: [{ seed: 0, steps: 1, revision: 'abc', figures: { 'induction.accuracy.24': induction } }],
  });
  expect(stuckText([withInduction(0.89)])).toBeUndefined();
  expect(stuckText([withInduction(0.89), withInduction(0.43)])).toContain(
    'the one with 4 KV heads (0.43 at 24 tokens) hardly learned induction',
  );
});
