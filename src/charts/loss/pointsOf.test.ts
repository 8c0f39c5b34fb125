import { expect, it } from 'vitest';
import { SHIPPED_RECIPE } from '../../attention/trained/recipe.ts';
import type { TrainedModel } from '../../attention/trained/trainedModel.ts';
import { TRAINED_MODELS } from '../../catalog/trainedModels.ts';
import { catalogPoints, setPoints } from './pointsOf.ts';

it('has a point for each shipped model, ascending, its median within its range', () => {
  const points = catalogPoints(TRAINED_MODELS);
  expect(points.map(({ numKvHeads }) => numKvHeads)).toEqual(
    TRAINED_MODELS.models.map(({ numKvHeads }) => numKvHeads).toReversed(),
  );
  for (const { median, least, most } of points) {
    expect(median).toBeGreaterThanOrEqual(least);
    expect(median).toBeLessThanOrEqual(most);
  }
});

const modelOf = (numKvHeads: number, figures: TrainedModel['card']['figures']): TrainedModel => ({
  shape: { dModel: 32, numHeads: 4, numKvHeads },
  parameters: {},
  card: { recipe: SHIPPED_RECIPE, seed: 0, steps: 10, figures, revision: 'abc' },
});

it('has a point for each number of KV heads of a set, and none for what was not measured', () => {
  const models = { mha: modelOf(4, { loss: 1 }), gqa: modelOf(1, { loss: 2 }), mqa: modelOf(1, { loss: 2 }) };
  expect(setPoints(models).map(({ numKvHeads, median }) => [numKvHeads, median])).toEqual([
    [1, 2],
    [4, 1],
  ]);
  expect(setPoints({ ...models, mha: modelOf(4, {}) })).toHaveLength(1);
});
