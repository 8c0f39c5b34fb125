import { expect, test } from 'vitest';
import { convertModel } from '../../../attention/trained/convert.ts';
import { initialParameters } from '../../../attention/trained/parameters.ts';
import { SHIPPED_RECIPE } from '../../../attention/trained/recipe.ts';
import type { ModelSet, TrainedModel } from '../../../attention/trained/trainedModel.ts';
import { CONTROL_LANE, conversionLanes, conversionPlan } from './conversionPlan.ts';

function modelOf(numKvHeads: number): TrainedModel {
  const shape = { dModel: 16, numHeads: 4, numKvHeads };
  const card = { recipe: SHIPPED_RECIPE, seed: 3, steps: 300, figures: { loss: 1 }, revision: 'abc' };
  return { shape, parameters: initialParameters(shape, 3), card };
}

const setOf = (gqa: number): ModelSet => ({
  title: '',
  models: { mha: modelOf(4), gqa: modelOf(gqa), mqa: modelOf(1) },
});

test('the MHA becomes GQA and MQA by each of three rules', () => {
  expect(conversionLanes(setOf(2)).map(({ id, numKvHeads }) => `${id}: ${numKvHeads}`)).toEqual([
    ...['gqa mean: 2', 'gqa first: 2', 'gqa random: 2'],
    ...['mqa mean: 1', 'mqa first: 1', 'mqa random: 1'],
  ]);
});

test('a GQA that is one of the other two is not converted to', () => {
  for (const gqa of [1, 4])
    expect(conversionLanes(setOf(gqa)).map(({ id }) => id)).toEqual(['mqa mean', 'mqa first', 'mqa random']);
});

test('all lanes start converted, the MHA as it is, on batches that it has not seen', () => {
  const set = setOf(2);
  const { mha } = set.models;
  const { lanes, seed } = conversionPlan(set, 5);
  expect(seed).not.toBe(mha.card.seed);
  expect(lanes.at(-1)).toMatchObject({ id: CONTROL_LANE, shape: mha.shape });
  expect(lanes.at(-1)?.start).toBe(mha.parameters);
  const plan = { numKvHeads: 2, rule: 'first', seed: 3 } as const;
  expect(lanes[1]).toMatchObject({ id: 'gqa first', shape: { ...mha.shape, numKvHeads: 2 } });
  expect(lanes[1]?.start).toEqual(convertModel(mha.parameters, mha.shape, plan));
});

test('uptraining takes its share of the steps that were done, at a third of the rate', () => {
  expect(conversionPlan(setOf(2), 5).recipe).toEqual({
    ...SHIPPED_RECIPE,
    steps: 15,
    learningRate: 1e-3,
    warmUpSteps: 2,
  });
  expect(conversionPlan(setOf(2), 20).recipe.steps).toBe(60);
});
