import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { markVectors } from '../../src/attention/trained/wordVectors.ts';
import { TRAINED_MODELS } from '../../src/catalog/trainedModels.ts';
import { startWasmInNode } from '../../src/engine/training/nodeWasm.ts';
import { heldOutFigures } from '../../src/engine/training/step/heldOut.ts';
import { decodeSafetensors } from '../../src/safetensors/decode.ts';
import { readModelFile } from '../../src/takeaway/modelFile.ts';
import { ROOT } from '../paths.mjs';
import { sha256 } from './catalog.ts';

const { dModel, numHeads, models, recipe } = TRAINED_MODELS;
const FOLDER = join(ROOT, 'public', 'weights');

/**
 * All the held-out sequences of all models would take most of a minute. The two ends, MHA and MQA, are evaluated whole; of
 * the others the sequences of two lengths, whose figures the cards have, too.
 */
const WHOLE = [numHeads, 1];
const LENGTHS = [24, 64];

/** An end takes 8 s on a quiet machine, and may take twenty times that on one that others keep busy. */
const EVALUATE_LIMIT_MS = 900_000;

beforeAll(startWasmInNode);

test('the folder holds the files of the catalog and no others', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(models.map(({ file }) => file).sort());
});

describe.each(models)('$file', ({ file, bytes, sha256: hash, numKvHeads, trainings, seed }) => {
  const weights = readFileSync(join(FOLDER, file));
  const { shape, parameters, card } = readModelFile(weights);

  test('has the size, the hash and the card that the catalog says', () => {
    expect({ bytes: weights.length, hash: sha256(weights) }).toEqual({ bytes, hash });
    expect(shape).toEqual({ dModel, numHeads, numKvHeads });
    const { recipe: ofCard, ...training } = card;
    expect(ofCard).toEqual(recipe);
    expect(training.seed).toBe(seed);
    expect(trainings).toContainEqual(training);
  });

  test('has the marks that the page computes with, to the last bit', () => {
    expect(decodeSafetensors(weights).tensors['marks']?.data).toEqual(markVectors(dModel));
  });

  test('has the figures of its card on held-out sequences', { timeout: EVALUATE_LIMIT_MS }, async () => {
    const figures = await heldOutFigures(parameters, shape, recipe, WHOLE.includes(numKvHeads) ? undefined : LENGTHS);
    const names = WHOLE.includes(numKvHeads)
      ? Object.keys(card.figures)
      : LENGTHS.map((length) => `induction.accuracy.${length}`);
    // Another machine may round otherwise and so flip a close answer here and there.
    for (const name of names) expect(figures[name]).toBeCloseTo(card.figures[name] as number, 2);
  });
});
