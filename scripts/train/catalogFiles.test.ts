import { expect, test } from 'vitest';
import { SHIPPED_MODELS } from '../../src/catalog/shippedModels.ts';
import measured from '../../src/catalog/trainedModels.json' with { type: 'json' };
import { TRAINED_MODELS } from '../../src/catalog/trainedModels.ts';
import { catalogFiles } from './catalogFiles.ts';

test('a catalog is written as the two files that it is read from', () => {
  expect(catalogFiles(TRAINED_MODELS)).toEqual({ shipped: SHIPPED_MODELS, measured });
});

test('models that got stuck are named where the first view finds them', () => {
  const models = TRAINED_MODELS.models.map((model, index) => {
    const figures = { 'induction.accuracy.24': index === 1 ? 0.4 : 0.9 };
    return { ...model, seed: 0, trainings: [{ seed: 0, steps: 1, revision: 'abc', figures }] };
  });
  expect(catalogFiles({ ...TRAINED_MODELS, models }).shipped.stuck).toEqual([models[1]?.numKvHeads]);
});
