import { expect, test } from 'vitest';
import { initialParameters } from '../../src/attention/trained/parameters.ts';
import { SHIPPED_RECIPE } from '../../src/attention/trained/recipe.ts';
import { modelFile } from '../../src/takeaway/modelFile.ts';
import { sha256, shipmentOf } from './catalog.ts';

const fileOf = (numKvHeads: number, seed: number, { numHeads = 4, steps = SHIPPED_RECIPE.steps } = {}) => {
  const shape = { dModel: 16, numHeads, numKvHeads };
  return modelFile({
    shape,
    parameters: initialParameters(shape, seed),
    card: { recipe: { ...SHIPPED_RECIPE, steps }, seed, steps, figures: { loss: numKvHeads + seed }, revision: 'abc' },
  });
};

test('a catalog has the figures of every seed and ships the file whose loss is the median', () => {
  const shipped = fileOf(2, 1);
  const { catalog, weights } = shipmentOf([fileOf(2, 2), fileOf(4, 0), shipped, fileOf(2, 0)]);
  expect(catalog.models.map(({ numKvHeads }) => numKvHeads)).toEqual([4, 2]);
  expect([...weights.keys()]).toEqual(['d16-h4-kv4-seed0.safetensors', 'd16-h4-kv2-seed1.safetensors']);
  expect(catalog.models[1]).toMatchObject({
    seed: 1,
    file: 'd16-h4-kv2-seed1.safetensors',
    bytes: shipped.length,
    sha256: sha256(shipped),
    trainings: [
      { seed: 0, figures: { loss: 2 }, revision: 'abc' },
      { seed: 1, figures: { loss: 3 }, revision: 'abc' },
      { seed: 2, figures: { loss: 4 }, revision: 'abc' },
    ],
  });
});

test('of two seeds the better one ships', () => {
  expect([...shipmentOf([fileOf(2, 5), fileOf(2, 3)]).weights.keys()]).toEqual(['d16-h4-kv2-seed3.safetensors']);
});

test('trainings that were measured before count without their files, if they are of the same recipe', () => {
  const trainings = { 2: [0, 1, 2].map((seed) => ({ seed, steps: 1, revision: 'old', figures: { loss: 2 + seed } })) };
  const known = { recipe: SHIPPED_RECIPE, trainings };
  const { catalog, weights } = shipmentOf([fileOf(2, 1)], known);
  expect(catalog.models[0]?.trainings.map(({ seed, revision }) => [seed, revision])).toEqual([
    [0, 'old'],
    [1, 'abc'],
    [2, 'old'],
  ]);
  expect([...weights.keys()]).toEqual(['d16-h4-kv2-seed1.safetensors']);
  expect(() => shipmentOf([fileOf(2, 0)], known)).toThrow(
    'With 2 KV heads seed 1 ships, and none of the files is of it.',
  );
  const other = { ...known, recipe: { ...SHIPPED_RECIPE, steps: 10 } };
  expect(shipmentOf([fileOf(2, 0)], other).catalog.models[0]?.trainings).toHaveLength(1);
});

test('files that do not make one catalog are refused with a sentence', () => {
  expect(() => shipmentOf([])).toThrow('A catalog needs the files of models.');
  expect(() => shipmentOf([fileOf(2, 0), fileOf(2, 0)])).toThrow(
    'Two files with 2 KV heads are of the same seed: 0, 0.',
  );
  expect(() => shipmentOf([fileOf(2, 0), fileOf(1, 0, { steps: 10 })])).toThrow(
    'The files with 1 and 2 KV heads are of different recipes.',
  );
  expect(() => shipmentOf([fileOf(2, 0), fileOf(1, 0, { numHeads: 2 })])).toThrow(
    'd_model 16 with 2 heads and d_model 16 with 4 heads are not of one catalog.',
  );
});
