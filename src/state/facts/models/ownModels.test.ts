import { expect, test } from 'vitest';
import type { ModelSet, TrainedModel } from '../../../attention/trained/trainedModel.ts';
import { TRAINED_MODELS } from '../../../catalog/trainedModels.ts';
import { modelSetOf, ownModels, withLastingNames } from './ownModels.ts';

function modelOf(numKvHeads: number): TrainedModel {
  const card = { recipe: TRAINED_MODELS.recipe, seed: 3, steps: 300, figures: {}, revision: 'abc' };
  return { shape: { dModel: 32, numHeads: 4, numKvHeads }, parameters: {}, card };
}

const SET: ModelSet = { title: 'small, 300 steps', models: { mha: modelOf(4), gqa: modelOf(2), mqa: modelOf(1) } };

test('models of the user’s own have names that no set before them had, and are a set again', () => {
  const own = ownModels(SET, 2);
  expect(Object.values(ownModels(SET, 1).names)).not.toContain(own.names.gqa);
  expect(modelSetOf(own)).toEqual(SET);
});

test('in a file, models of the user’s own are called by title, mechanism and seed', () => {
  const own = ownModels(SET, 2);
  expect(withLastingNames({ layer: 1, models: own.names }, own)).toEqual({
    layer: 1,
    models: {
      mha: 'small, 300 steps: MHA, seed 3',
      gqa: 'small, 300 steps: GQA, seed 3',
      mqa: 'small, 300 steps: MQA, seed 3',
    },
  });
  const shipped = { layer: 0, models: { mha: 'a.safetensors', gqa: 'b.safetensors', mqa: 'c.safetensors' } };
  expect(withLastingNames(shipped, own)).toEqual(shipped);
});
