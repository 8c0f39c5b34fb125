import { expect, test } from 'vitest';
import { countParameters } from '../attention/trained/shape.ts';
import { shippedTraining, spreadOf, TRAINED_MODELS } from './trainedModels.ts';

const { dModel, numHeads, models } = TRAINED_MODELS;

test('the catalog goes from MHA to MQA by halves, each with its own count of parameters', () => {
  const counts = models.map(({ numKvHeads }) => numKvHeads);
  expect(counts).toEqual(counts.map((_, halvings) => numHeads / 2 ** halvings));
  expect(counts.at(-1)).toBe(1);
  for (const { numKvHeads, parameters } of models)
    expect(parameters).toBe(countParameters({ dModel, numHeads, numKvHeads }));
});

test('each model ships the training whose loss is the median of its three seeds’, in a file named after it', () => {
  for (const model of models) {
    const { numKvHeads, seed, file, trainings } = model;
    expect(file).toBe(`d${dModel}-h${numHeads}-kv${numKvHeads}-seed${seed}.safetensors`);
    expect(trainings.map((training) => training.seed)).toEqual([0, 1, 2]);
    expect(shippedTraining(model)?.figures['loss']).toBe(spreadOf(model, 'loss').median);
    expect(model.loss).toEqual(spreadOf(model, 'loss'));
  }
});

test('a spread is the median and the ends over the trainings that have the figure', () => {
  const training = { steps: 1, revision: 'abc' };
  const model = {
    ...(models[0] as (typeof models)[number]),
    trainings: [1, 2, 6].map((loss, seed) => ({ ...training, seed, figures: { loss } })),
  };
  expect(spreadOf(model, 'loss')).toEqual({ median: 2, least: 1, most: 6, count: 3 });
  expect(() => spreadOf(model, 'beauty')).toThrow('KV heads has the figure "beauty".');
});
