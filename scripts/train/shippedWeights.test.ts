import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ENGLISH_SENTENCES } from '../../src/attention/labels/sentences.ts';
import { heldOutFigures } from '../../src/engine/trained/heldOut.ts';
import { labelModel } from '../../src/engine/trained/labelModel.ts';
import { startWasmInNode } from '../../src/engine/trained/nodeWasm.ts';
import { readModelFile } from '../../src/takeaway/modelFile.ts';
import { ROOT } from '../paths.mjs';

const FOLDER = join(ROOT, 'public', 'weights');
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.safetensors')) : [];

beforeAll(startWasmInNode);

describe.each(files)('%s', (name) => {
  const { shape, parameters, card } = readModelFile(readFileSync(join(FOLDER, name)));

  test('has the figures of its card on held-out sequences', async () => {
    const figures = await heldOutFigures(parameters, shape, card.recipe);
    expect(Object.keys(figures)).toEqual(Object.keys(card.figures));
    // Another machine may round otherwise and so flip a close answer here and there.
    for (const [figure, value] of Object.entries(figures)) expect(value).toBeCloseTo(card.figures[figure] as number, 2);
  });

  if (shape.numKvHeads === shape.numHeads)
    test('has an induction head of at least 0.6, above a null of at most 0.4, on each English sentence', async () => {
      for (const sentence of ENGLISH_SENTENCES) {
        const heads = (await labelModel(parameters, shape, sentence.split(' '), 0)).flat();
        const best = heads
          .filter((label) => 'score' in label)
          .filter((label) => label.kind === 'induction')
          .toSorted((a, b) => b.score - a.score)[0];
        expect(best?.score).toBeGreaterThanOrEqual(0.6);
        expect(best?.null).toBeLessThanOrEqual(0.4);
      }
    });
});
