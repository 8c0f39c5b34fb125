import { expect, test } from 'vitest';
import { initialParameters } from '../../attention/trained/parameters.ts';
import { SHIPPED_RECIPE } from '../../attention/trained/recipe.ts';
import type { ConversionRun } from '../../state/facts/train/conversionState.ts';
import { convertMapsCaption } from './convertCaption.ts';

test('saved maps say which set, model, layer and uptraining they are of, and the MHA’s own no rule', () => {
  const shape = { dModel: 8, numHeads: 2, numKvHeads: 2 };
  const card = { recipe: SHIPPED_RECIPE, seed: 0, steps: 100, figures: {}, revision: '' };
  const model = { shape, parameters: initialParameters(shape, 0), card };
  const lane = { id: 'mqa mean', target: 'mqa', numKvHeads: 1, rule: 'mean' } as const;
  const run: ConversionRun = {
    set: { title: 'Mine', models: { mha: model, gqa: model, mqa: model } },
    ...{ percent: 5, steps: 5, lanes: [lane], points: [], maps: null },
    firstMaps: { request: { keys: ['a'], seed: 0, layer: 1 }, step: 0, cells: {} },
  };
  expect(convertMapsCaption(run, lane)).toEqual(['MQA by mean', 'layer 2', 'Mine', 'uptraining 5 %: 5 steps']);
  expect(convertMapsCaption(run, undefined)).toEqual(['layer 2', 'Mine', 'uptraining 5 %: 5 steps']);
});
