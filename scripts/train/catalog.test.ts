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

test('a catalog has the figures of every seed and ships the files of seed 0', () => {
  const shipped = fileOf(2, 0);
  const { catalog, weights } = shipmentOf([fileOf(2, 1), fileOf(4, 0), shipped]);
  expect(catalog.models.map(({ numKvHeads }) => numKvHeads)).toEqual([4, 2]);
  expect([...weights.keys()]).toEqual(['d16-h4-kv4-seed0.safetensors', 'd16-h4-kv2-seed0.safetensors']);
  expect(catalog.models[1]).toMatchObject({
    file: 'd16-h4-kv2-seed0.safetensors',
    bytes: shipped.length,
    sha256: sha256(shipped),
    trainings: [
      { seed: 0, figures: { loss: 2 }, revision: 'abc' },
      { seed: 1, figures: { loss: 3 }, revision: 'abc' },
    ],
  });
});

test('files that do not make one catalog are refused with a sentence', () => {
  expect(() => shipmentOf([])).toThrow('A catalog needs the files of models.');
  expect(() => shipmentOf([fileOf(2, 1)])).toThrow('No file with 2 KV heads is of seed 0, which ships.');
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
