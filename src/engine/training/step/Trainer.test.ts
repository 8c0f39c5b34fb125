import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { heldOutBatches } from '../../../attention/trained/batches.ts';
import { figuresOf } from '../../../attention/trained/figures.ts';
import { unflatten } from '../../../attention/trained/parameters.ts';
import { INDUCTION_ALONE, type Recipe, SHIPPED_RECIPE } from '../../../attention/trained/recipe.ts';
import { VOCABULARY } from '../../../attention/trained/sequences.ts';
import { startWasmInNode } from '../nodeWasm.ts';
import { respondTo } from './evaluate.ts';
import { Trainer } from './Trainer.ts';

/** Induction alone on repeated phrases of 16 tokens: what a small model learns in seconds. */
const QUICK: Recipe = {
  ...SHIPPED_RECIPE,
  steps: 200,
  phrasePercent: 100,
  lengths: [{ until: 1, choices: [16] }],
  questionWeights: INDUCTION_ALONE,
  learningRate: 1e-2,
  warmUpSteps: 20,
};
const shape = { dModel: 32, numHeads: 2, numKvHeads: 2 };
const setup = { shape, recipe: QUICK, seed: 0 };
const chance = Math.log(VOCABULARY);

/** 200 steps take 8 s on a quiet machine, and took twenty times that on one that others kept busy. */
const LEARN_LIMIT_MS = 900_000;

beforeAll(startWasmInNode);

async function losses(trainer: Trainer, steps: number): Promise<number[]> {
  const curve: number[] = [];
  for (let step = 0; step < steps; step++) curve.push((await trainer.advance()).loss);
  return curve;
}

test('a small model learns induction on sequences it never saw', { timeout: LEARN_LIMIT_MS }, async () => {
  const trainer = new Trainer(setup);
  const curve = await losses(trainer, QUICK.steps);
  const parameters = unflatten((await trainer.state()).parameters, shape);
  trainer.dispose();
  const responses = await respondTo(parameters, shape, heldOutBatches(QUICK, 32, 4));
  const { loss, questions } = figuresOf(responses, QUICK.questionWeights);
  expect(curve[0]).toBeGreaterThan(chance - 0.2);
  expect(loss).toBeLessThan(chance * 0.6);
  expect(questions.induction.accuracy).toBeGreaterThan(0.4);
});

describe('training', () => {
  test('goes on after a step in which nothing that counts was asked', async () => {
    // Eight words of one text a step: now and then there is no mark before the last of them.
    const questionWeights = { ...INDUCTION_ALONE, induction: 0, mark: 1 };
    const lengths = [{ until: 1, choices: [8] }];
    const trainer = new Trainer({ shape, recipe: { ...QUICK, tokensAStep: 8, lengths, questionWeights }, seed: 0 });
    const curve = await losses(trainer, 30);
    expect(curve.some(Number.isNaN)).toBe(true);
    expect(curve.some(Number.isFinite)).toBe(true);
    expect((await trainer.state()).parameters.every(Number.isFinite)).toBe(true);
    trainer.dispose();
  });

  test('gives the same curve for the same seed, in one piece or resumed', async () => {
    const [whole, half] = [new Trainer(setup), new Trainer(setup)];
    const curve = await losses(whole, 6);
    const first = await losses(half, 3);
    const resumed = new Trainer(setup, await half.state());
    expect([...first, ...(await losses(resumed, 3))]).toEqual(curve);
    const other = new Trainer({ ...setup, seed: 1 });
    expect(await losses(other, 1)).not.toEqual(curve.slice(0, 1));
    for (const trainer of [whole, half, resumed, other]) trainer.dispose();
  });

  test('holds three tensors between steps, and none at the end', async () => {
    const before = tf.memory().numTensors;
    const trainer = new Trainer(setup);
    const bytes: number[] = [];
    for (let step = 0; step < 4; step++) {
      await trainer.advance();
      expect(tf.memory().numTensors - before).toBe(3);
      bytes.push(tf.memory().numBytes);
    }
    expect(new Set(bytes).size).toBe(1);
    trainer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('stops with a sentence where the loss diverges or is no number', async () => {
    const wild = new Trainer({ ...setup, recipe: { ...QUICK, learningRate: 1e3, warmUpSteps: 1 } });
    await expect(losses(wild, 20)).rejects.toThrow(/^The loss .* A lower learning rate than 1000 may help\.$/);
    wild.dispose();
  });
});
