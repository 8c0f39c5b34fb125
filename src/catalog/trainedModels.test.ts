import { expect, test } from 'vitest';
import { countParameters } from '../attention/trained/shape.ts';
import { spreadOf, TRAINED_MODELS } from './trainedModels.ts';

const { dModel, numHeads, models } = TRAINED_MODELS;

test('the catalog goes from MHA to MQA by halves, each with its own count of parameters', () => {
  const counts = models.map(({ numKvHeads }) => numKvHeads);
  expect(counts).toEqual(counts.map((_, halvings) => numHeads / 2 ** halvings));
  expect(counts.at(-1)).toBe(1);
  for (const { numKvHeads, parameters } of models)
    expect(parameters).toBe(countParameters({ dModel, numHeads, numKvHeads }));
});

test('each model ships the training of seed 0, by a file name that says what it is', () => {
  for (const { numKvHeads, file, trainings } of models) {
    expect(file).toBe(`d${dModel}-h${numHeads}-kv${numKvHeads}-seed0.safetensors`);
    expect(trainings[0]?.seed).toBe(0);
  }
});

test('a spread is the mean and the ends over the trainings that have the figure', () => {
  const training = { steps: 1, revision: 'abc' };
  const model = {
    ...(models[0] as (typeof models)[number]),
    trainings: [1, 2, 6].map((loss, seed) => ({ ...training, seed, figures: { loss } })),
  };
  expect(spreadOf(model, 'loss')).toEqual({ mean: 3, min: 1, max: 6, trainings: 3 });
  expect(() => spreadOf(model, 'beauty')).toThrow('KV heads has the figure "beauty".');
});
