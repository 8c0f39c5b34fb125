import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { maxAbsDifference } from '../../../attention/selfChecks.ts';
import { type Batch, heldOutBatches } from '../../../attention/trained/batches.ts';
import { answerWeights } from '../../../attention/trained/figures.ts';
import { flatten, initialParameters, type ModelParameters, unflatten } from '../../../attention/trained/parameters.ts';
import { SHIPPED_RECIPE } from '../../../attention/trained/recipe.ts';
import { referenceLogits, referenceModel } from '../../../attention/trained/reference.ts';
import { VOCABULARY } from '../../../attention/trained/sequences.ts';
import { modelInput } from '../../../attention/trained/wordVectors.ts';
import { startWasmInNode } from '../nodeWasm.ts';
import { joinParameters, nameParameters, splitParameters } from './parameterTensors.ts';
import { respond, uploadBatch } from './respond.ts';

const dModel = 8;
const weights = { previous: 1, twoBack: 1, first: 1, mark: 1, induction: 2 };
const recipe = { ...SHIPPED_RECIPE, tokensAStep: 20, lengths: [{ until: 1, choices: [10] }] };
const [batch] = heldOutBatches(recipe, dModel, 1) as [Batch];
const rowWeights = answerWeights(batch.answers, weights);

beforeAll(startWasmInNode);

/** The weighted cross-entropy of the batch in float64. */
function referenceLoss(parameters: ModelParameters, shape: (typeof SHAPES)[number]): number {
  let loss = 0;
  for (let first = 0; first < batch.ids.length; first += batch.length) {
    const ids = batch.ids.subarray(first, first + batch.length);
    const words = Float32Array.from(
      [...ids].flatMap((id) => [...batch.vectors.subarray(id * dModel, (id + 1) * dModel)]),
    );
    const model = referenceModel(parameters, shape, modelInput(words, dModel));
    const logits = referenceLogits(model, batch.vectors, dModel);
    for (let row = 0; row < ids.length * 5; row++) {
      const index = first * 5 + row;
      const answer = batch.answers[index] as number;
      if (answer < 0) continue;
      const choices = logits.subarray(row * VOCABULARY, (row + 1) * VOCABULARY);
      const sum = choices.reduce((total, logit) => total + Math.exp(logit), 0);
      loss += (rowWeights[index] as number) * (Math.log(sum) - (choices[answer] as number));
    }
  }
  return loss;
}

/** Registered in Node; WebGL's turn is in the browser: `e2e/trained/training.spec.ts`. */
const BACKENDS = ['wasm', 'cpu'];
const SHAPES = [4, 2, 1].map((numKvHeads) => ({ dModel, numHeads: 4, numKvHeads }));

describe.each(SHAPES)('with $numKvHeads KV heads for $numHeads heads', (shape) => {
  const parameters = initialParameters(shape, 5);
  const flat = flatten(parameters, shape);

  async function lossAndGradient(backend: string) {
    await tf.setBackend(backend);
    const { value, gradient } = tf.tidy(() => {
      const tensors = uploadBatch(batch, dModel);
      const losses = (...arrays: tf.Tensor[]) => respond(nameParameters(arrays, shape), shape, tensors).losses;
      const rows = tf.tensor1d(rowWeights);
      const { value, grads } = tf.valueAndGrads(losses)(splitParameters(tf.tensor1d(flat), shape), rows);
      return { value: tf.sum(tf.mul(value, rows)), gradient: joinParameters(grads) };
    });
    return { loss: (await value.data())[0] as number, gradient: await gradient.data<'float32'>() };
  }

  test.each(BACKENDS)('the loss is that of the float64 reference on %s', async (backend) => {
    const { loss } = await lossAndGradient(backend);
    expect(loss).toBeCloseTo(referenceLoss(parameters, shape), 5);
  });

  test('the gradient of every parameter is the finite difference of the float64 reference, on wasm and cpu', async () => {
    const differences = flat.map((value, index) => {
      const [below, above] = [value - 2 ** -10, value + 2 ** -10].map(Math.fround) as [number, number];
      const at = (moved: number) => referenceLoss(unflatten(flat.with(index, moved), shape), shape);
      return (at(above) - at(below)) / (above - below);
    });
    for (const backend of BACKENDS) {
      const { gradient } = await lossAndGradient(backend);
      const largest = Math.max(...gradient.map(Math.abs));
      expect(maxAbsDifference(gradient, differences) / largest).toBeLessThan(1e-4);
    }
  });
});
