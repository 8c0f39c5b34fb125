import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FUZZ_RUNS } from '../../attention/testing/fuzzRuns.ts';
import { initialParameters } from '../../attention/trained/parameters.ts';
import { SHIPPED_RECIPE } from '../../attention/trained/recipe.ts';
import type { TrainedModel } from '../../attention/trained/trainedModel.ts';
import { sentenceOf } from '../../errors/sentence.ts';
import { handOver } from '../../threads/handOver.ts';
import { channelWorker } from '../../threads/testing/workerDoubles.ts';
import { modelSetFile } from '../modelSetFile.ts';
import { aBadFile, assertOwnSentence, fileWith, PUT_HERE, partsOf, type Table } from '../testing/badFiles.ts';
import { createModelReader } from './createModelReader.ts';
import { fileReader } from './fileReader.ts';
import type { ModelReader } from './ModelReader.ts';

function modelOf(numKvHeads: number): TrainedModel {
  const shape = { dModel: 16, numHeads: 4, numKvHeads };
  const card = { recipe: SHIPPED_RECIPE, seed: 3, steps: 40, figures: { loss: numKvHeads }, revision: 'abc' };
  return { shape, parameters: initialParameters(shape, numKvHeads), card };
}

const GOOD = modelSetFile({ title: 'small', models: { mha: modelOf(4), gqa: modelOf(2), mqa: modelOf(1) } });
const { header: HEADER, numbers: NUMBERS } = partsOf(GOOD);

/** Reads as the page does, across a worker. */
function pageReader(): ModelReader {
  const there = fileReader(async () => {});
  const worker = channelWorker({ readSet: async (file: Blob) => handOver(await there.readSet(file)) });
  return createModelReader({ createWorker: () => worker });
}

/** Resolves with what the page would say of a file, null of one that is taken. */
function refusalOf(file: Uint8Array<ArrayBuffer>, reader = pageReader()): Promise<string | null> {
  return reader.readSet(new Blob([file])).then(() => null, sentenceOf);
}

it('refuses every bad file in a short sentence of its own', async () => {
  const reader = pageReader();
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(aBadFile(GOOD), async (file) => {
      const refusal = await refusalOf(file, reader);
      if (refusal !== null) refused += 1;
      assertOwnSentence(refusal);
    }),
    { numRuns: FUZZ_RUNS, seed: 25 },
  );
  expect(refused).toBeGreaterThan(FUZZ_RUNS / 2);
});

/** The good file's table of contents with one thing put in as text. */
const withHeader = (change: (header: Table) => void, odd = '0') => {
  const header = JSON.parse(HEADER) as Table;
  change(header);
  return fileWith(
    JSON.stringify(header).replace(`"${PUT_HERE}"`, () => odd),
    NUMBERS,
  );
};
const metadataOf = (header: Table) => header['__metadata__'] as Table;
const NORM = 'mha.norm.bias';
const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;

it.each([
  ['a tensor’s name', (length: number) => withHeader((header) => Object.assign(header, { ['x'.repeat(length)]: 0 }))],
  [
    'a size of the model',
    (length: number) =>
      withHeader((header) => Object.assign(metadataOf(header), { 'mha.d_model': '9'.repeat(length) })),
  ],
  [
    'a tensor’s type',
    (length: number) => withHeader((header) => Object.assign(header[NORM] as Table, { dtype: 'x'.repeat(length) })),
  ],
  [
    'a shape',
    (length: number) =>
      withHeader(
        (header) => Object.assign(header[NORM] as Table, { shape: PUT_HERE }),
        `[${'1,'.repeat(length / 2)}1]`,
      ),
  ],
  [
    'a shape that fits its bytes',
    (length: number) =>
      withHeader(
        (header) => Object.assign(header[NORM] as Table, { shape: PUT_HERE }),
        `[${'1,'.repeat(length / 2)}16]`,
      ),
  ],
])('says in a few words what is wrong with %s that is as long as a book', async (_, fileOf) => {
  for (const length of [100, 1_000_000, 20_000_000]) {
    const refusal = await refusalOf(fileOf(length));
    assertOwnSentence(refusal);
    expect(refusal).toMatch(length > 2 ** 20 ? /^The file’s table of contents takes \d+,/ : /“/);
  }
});

it('refuses what is nested deeper than any stack, and takes none of it along', async () => {
  expect(await refusalOf(withHeader((header) => Object.assign(header[NORM] as Table, { dtype: PUT_HERE }), deep))).toBe(
    `The tensor “${NORM}” has no type.`,
  );
  const recipe = JSON.stringify(SHIPPED_RECIPE).replace('{', `{"more":${deep},`);
  const file = withHeader((header) => Object.assign(metadataOf(header), { 'gqa.recipe': recipe }));
  const set = await pageReader().readSet(new Blob([file]));
  expect(set.models.gqa.card.recipe).toEqual(SHIPPED_RECIPE);
});
