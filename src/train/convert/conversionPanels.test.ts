import { expect, test } from 'vitest';
import { SHIPPED_RECIPE } from '../../attention/trained/recipe.ts';
import type { ModelSet, TrainedModel } from '../../attention/trained/trainedModel.ts';
import { conversionLanes } from '../../state/facts/train/conversionPlan.ts';
import { conversionPanels } from './conversionPanels.ts';

const modelOf = (numKvHeads: number, loss: number): TrainedModel => ({
  shape: { dModel: 32, numHeads: 4, numKvHeads },
  parameters: {},
  card: { recipe: SHIPPED_RECIPE, seed: 0, steps: 300, figures: { loss }, revision: 'abc' },
});
const SET: ModelSet = { title: '', models: { mha: modelOf(4, 0.3), gqa: modelOf(2, 0.4), mqa: modelOf(1, 0.5) } };

test('a panel a target has its rules’ losses in percent of the training, and both losses to hold them against', () => {
  const lanes = conversionLanes(SET);
  const losses = Object.fromEntries(lanes.map(({ id }, index) => [id, index]));
  const points = [
    { step: 0, losses },
    { step: 30, losses },
  ];
  const run = { set: SET, percent: 20, steps: 60, lanes, points, firstMaps: null, maps: null } as const;
  const panels = conversionPanels(run);
  expect(
    panels.map(({ mechanism, numKvHeads, mhaLoss, scratchLoss }) => [mechanism, numKvHeads, mhaLoss, scratchLoss]),
  ).toEqual([
    ['gqa', 2, 0.3, 0.4],
    ['mqa', 1, 0.3, 0.5],
  ]);
  expect(panels[1]?.lines.map(({ rule }) => rule)).toEqual(['mean', 'first', 'random']);
  expect(panels[1]?.lines[2]?.points).toEqual([
    { percent: 0, loss: 5 },
    { percent: 10, loss: 5 },
  ]);
});
