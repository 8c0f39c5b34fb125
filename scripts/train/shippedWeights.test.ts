import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { HeadLabel } from '../../src/attention/labels/headLabels.ts';
import { ENGLISH_SENTENCES } from '../../src/attention/labels/sentences.ts';
import { initialParameters, type ModelParameters } from '../../src/attention/trained/parameters.ts';
import { shippedModel } from '../../src/catalog/shippedModels.ts';
import { TRAINED_MODELS } from '../../src/catalog/trainedModels.ts';
import { plainOps } from '../../src/engine/ops/plainOps.ts';
import { Labeller } from '../../src/engine/questions/labeller.ts';
import { labelModel } from '../../src/engine/questions/labelModel.ts';
import { startWasmInNode } from '../../src/engine/training/nodeWasm.ts';
import { heldOutFigures } from '../../src/engine/training/step/heldOut.ts';
import { readModelFile } from '../../src/takeaway/modelFile.ts';
import { ROOT } from '../paths.mjs';
import { sha256 } from './catalog.ts';

const { dModel, numHeads, models, recipe } = TRAINED_MODELS;
const FOLDER = join(ROOT, 'public', 'weights');
const weightsOf = (file: string) => readFileSync(join(FOLDER, file));

/**
 * All the held-out sequences of all models would take most of a minute. The two ends, MHA and MQA, are evaluated whole; of
 * the others the sequences of two lengths, whose figures the cards have, too.
 */
const WHOLE = [numHeads, 1];
const LENGTHS = [24, 64];

/** Draws the untrained nets once, and scores them once a sentence. */
const labeller = new Labeller(plainOps);

beforeAll(startWasmInNode);

test('the folder holds the files of the catalog and no others', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(models.map(({ file }) => file).sort());
});

describe.each(models)('$file', ({ file, bytes, sha256: hash, numKvHeads, trainings }) => {
  const weights = weightsOf(file);
  const { shape, parameters, card } = readModelFile(weights);

  test('has the size, the hash and the card that the catalog says', () => {
    expect({ bytes: weights.length, hash: sha256(weights) }).toEqual({ bytes, hash });
    expect(shape).toEqual({ dModel, numHeads, numKvHeads });
    const { recipe: ofCard, ...training } = card;
    expect(ofCard).toEqual(recipe);
    expect(trainings[0]).toEqual(training);
  });

  test('has the figures of its card on held-out sequences', async () => {
    const figures = await heldOutFigures(parameters, shape, recipe, WHOLE.includes(numKvHeads) ? undefined : LENGTHS);
    const names = WHOLE.includes(numKvHeads)
      ? Object.keys(card.figures)
      : LENGTHS.map((length) => `induction.accuracy.${length}`);
    // Another machine may round otherwise and so flip a close answer here and there.
    for (const name of names) expect(figures[name]).toBeCloseTo(card.figures[name] as number, 2);
  });
});

describe.each(ENGLISH_SENTENCES.map((sentence) => sentence.split(' ')))('heads on "%s %s %s …"', (...keys) => {
  const shape = { dModel, numHeads, numKvHeads: numHeads };
  const labelsOf = async (parameters: ModelParameters) =>
    (await labelModel(parameters, shape, keys, 0, labeller)).flat();

  test('the best induction head of the shipped MHA scores at least 0.6, above a null of at most 0.4', async () => {
    const { parameters } = readModelFile(weightsOf(shippedModel(numHeads)?.file as string));
    const best = (await labelsOf(parameters))
      .filter((label) => 'score' in label)
      .filter(({ kind }) => kind === 'induction')
      .toSorted((a, b) => b.score - a.score)[0];
    expect(best?.score).toBeGreaterThanOrEqual(0.6);
    expect(best?.null).toBeLessThanOrEqual(0.4);
  });

  test('none of the 160 heads of five untrained nets gets a label', async () => {
    const labels: HeadLabel[] = [];
    for (let net = 0; net < 5; net++) labels.push(...(await labelsOf(initialParameters(shape, net))));
    expect(labels).toHaveLength(160);
    expect(labels.filter((label) => 'score' in label)).toEqual([]);
  });
});
