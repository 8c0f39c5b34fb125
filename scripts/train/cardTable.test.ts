import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TRAINED_MODELS } from '../../src/catalog/trainedModels.ts';
import { ROOT } from '../paths.mjs';
import { CARD_DOCUMENTS, cardTable, withCardTable } from './cardTable.ts';

test('the table has a row for each model, with means and ranges', () => {
  const [model] = TRAINED_MODELS.models;
  if (!model) throw new Error('The catalog is empty.');
  const figures = {
    ...{ loss: 0.5, accuracy: 0.9, 'induction.accuracy.24': 0.8 },
    ...{ 'induction.accuracy.64': 0.7, 'induction.accuracy.128': 0.6 },
  };
  const training = { seed: 0, steps: 1, revision: 'abc', figures };
  const other = { ...training, seed: 1, figures: { ...figures, loss: 0.7 } };
  const table = cardTable({ ...TRAINED_MODELS, models: [{ ...model, seed: 0, trainings: [training, other] }] });
  expect(table).toContain('| 16 (MHA) | 856,832 | 1,721 kB | 0 | 0.60 (0.50 to 0.70) | 0.90 (0.90 to 0.90) |');
  expect(table).toContain(
    'Medians over seeds 0 and 1, and in brackets the smallest and the largest of them; on held-out',
  );
  const notes = table.split('\n').filter((line) => !line.startsWith('|'));
  expect(Math.max(...notes.map((line) => line.length))).toBeLessThanOrEqual(128);
});

test('one training of a seed of two digits is one seed', () => {
  const models = TRAINED_MODELS.models.map((model) => {
    return { ...model, trainings: model.trainings.slice(0, 1).map((training) => ({ ...training, seed: 10 })) };
  });
  expect(cardTable({ ...TRAINED_MODELS, models })).toContain('Seed 10 of each; on held-out');
});

test('a document without marks is refused', () => {
  expect(() => withCardTable('# A document', 'a table')).toThrow('The document has no marks');
});

test.each(CARD_DOCUMENTS)('%s prints the figures of the catalog', (path) => {
  const document = readFileSync(join(ROOT, path), 'utf8');
  expect(withCardTable(document, cardTable(TRAINED_MODELS))).toBe(document);
});
