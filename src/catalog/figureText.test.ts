import { expect, test } from 'vitest';
import { medianAndRange } from '../attention/numbers/medianAndRange.ts';
import { figureText, gotStuck, seedsText, shippedSeedsText, spreadText, stuckText } from './figureText.ts';
import type { CatalogModel } from './trainedModels.ts';

const modelOf = (...losses: number[]): CatalogModel => ({
  ...{ numKvHeads: 4, seed: 0, file: 'a', bytes: 1, sha256: '', parameters: 1, loss: medianAndRange(losses) },
  trainings: losses.map((loss, seed) => ({ seed, steps: 1, revision: 'abc', figures: { loss } })),
});

test('a figure is its median and range, and itself alone of one seed', () => {
  expect(figureText(modelOf(0.5, 0.6, 1), 'loss')).toBe('0.60 (0.50 to 1.00)');
  expect(figureText(modelOf(0.5), 'loss')).toBe('0.50');
});

test('seeds are told for each number of KV heads, where these differ in them', () => {
  const withKvHeads = (numKvHeads: number, seeds: number) => ({ ...modelOf(...[1, 2, 3].slice(0, seeds)), numKvHeads });
  const most = 'edians over seeds 0, 1 and 2, and in brackets the smallest and the largest of them';
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

test('the seeds that ship are told with their KV heads, from the lowest', () => {
  const shipped = (numKvHeads: number, seed: number) => ({ ...modelOf(1), numKvHeads, seed });
  expect(shippedSeedsText([shipped(16, 0), shipped(8, 1), shipped(4, 0), shipped(1, 2)])).toBe(
    'seed 0 with 16 and 4 KV heads, seed 1 with 8 KV heads and seed 2 with 1 KV head',
  );
});

const withInduction = (seed: number, ...accuracies: number[]): CatalogModel => ({
  ...modelOf(1),
  seed,
  trainings: accuracies.map((accuracy, index) => {
    return { seed: index, steps: 1, revision: 'abc', figures: { 'induction.accuracy.24': accuracy } };
  }),
});

test('a model got stuck if the training that ships did', () => {
  expect(gotStuck(withInduction(0, 0.43, 0.89))).toBe(true);
  expect(gotStuck(withInduction(1, 0.43, 0.89))).toBe(false);
});

test('trainings that got stuck are named, also those that do not ship, and nothing is said where none did', () => {
  expect(stuckText([withInduction(0, 0.89)])).toBeUndefined();
  expect(stuckText([withInduction(1, 0.43, 0.89)])).toBe(
    'Training can get stuck: seed 0 with 4 KV heads (0.43 at 24 tokens) hardly learned induction.',
  );
  expect(stuckText([withInduction(0, 0.43)])).toContain('(0.43 at 24 tokens; it ships all the same, as the median');
});
