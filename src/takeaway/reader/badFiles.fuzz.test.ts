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
import { createModelReader } from './createModelReader.ts';
import { fileReader } from './fileReader.ts';
import type { ModelReader } from './ModelReader.ts';

/** A sentence with what it quotes: some 60 characters of the file, and as many again in a list of numbers. */
const MOST_CHARACTERS = 260;

/** JavaScript's own words: none of them is for the person who chose the file. */
const ENGINE =
  /Something went wrong|call stack|undefined|\[object|NaN|not iterable|Cannot |is not a function|Invalid |could not be cloned|Unexpected/;

function modelOf(numKvHeads: number): TrainedModel {
  const shape = { dModel: 16, numHeads: 4, numKvHeads };
  const card = { recipe: SHIPPED_RECIPE, seed: 3, steps: 40, figures: { loss: numKvHeads }, revision: 'abc' };
  return { shape, parameters: initialParameters(shape, numKvHeads), card };
}

const GOOD = modelSetFile({ title: 'small', models: { mha: modelOf(4), gqa: modelOf(2), mqa: modelOf(1) } });
const HEADER_BYTES = Number(new DataView(GOOD.buffer).getBigUint64(0, true));
const HEADER = new TextDecoder().decode(GOOD.subarray(8, 8 + HEADER_BYTES));
const NUMBERS = GOOD.subarray(8 + HEADER_BYTES);

/** A file with this text as its table of contents. */
function fileWith(header: string, numbers: Uint8Array = NUMBERS): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(header);
  const file = new Uint8Array(8 + json.length + numbers.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
  file.set(json, 8);
  file.set(numbers, 8 + json.length);
  return file;
}

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

function assertOwnSentence(sentence: string | null): void {
  if (sentence === null) return;
  expect(sentence).toMatch(/^[\p{Lu}\p{N}“].*[.]$/u);
  expect(sentence).not.toMatch(ENGINE);
  expect(sentence.length).toBeLessThanOrEqual(MOST_CHARACTERS);
}

/** JSON of every kind that no part of a good file has, as text: nested deeper than any stack. */
const ODD_JSON = [
  'null',
  'true',
  '-1',
  '0.5',
  '1e308',
  '1e999',
  '9007199254740993',
  '""',
  '"nan"',
  '"1e999"',
  '{}',
  '[]',
  '[null]',
  '{"toString":null,"length":2}',
  '{"__proto__":null}',
  '"\\u202e\\u0000\\n"',
  '"\\ud83d"',
  `"${'x'.repeat(5_000)}"`,
  `[${'1,'.repeat(5_000)}1]`,
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
];

type Table = Record<string, unknown>;

const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null;

/** Every place in `value`, as the keys that lead there. */
function placesIn(value: unknown, way: readonly string[] = []): (readonly string[])[] {
  if (!isTable(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => [[...way, key], ...placesIn(part, [...way, key])]);
}

interface Change {
  /** Chooses a place, as a share of all of them. */
  readonly place: number;
  readonly kind: 'omit' | 'rename' | 'replace' | 'double' | 'within';
  readonly odd: string;
}

/** `json` with one place changed; `within` changes a place of JSON in a text, as the metadata hold it. */
function changed(json: string, { place, kind, odd }: Change): string {
  const root = JSON.parse(json) as Table;
  const places = placesIn(root);
  const way = places[Math.floor(place * places.length)];
  const key = way?.at(-1);
  if (!way || key === undefined) return odd;
  const owner = way.slice(0, -1).reduce<Table>((table, step) => table[step] as Table, root);
  const value = owner[key];
  if (kind === 'omit') delete owner[key];
  else if (kind === 'rename') Object.assign(owner, { [`${key}${odd.slice(0, 200)}`]: value, [key]: undefined });
  else if (kind === 'double' && Array.isArray(value)) value.push(...value);
  else if (kind === 'within' && typeof value === 'string' && value.startsWith('{'))
    owner[key] = changed(value, { place: (place * 997) % 1, kind: 'replace', odd });
  // Put in as text afterwards: what is nested too deep can't be written by `stringify`.
  else owner[key] = 'PUT ODD JSON HERE';
  return JSON.stringify(root).replace('"PUT ODD JSON HERE"', () => odd);
}

const aChange: fc.Arbitrary<Change> = fc.record({
  place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  kind: fc.constantFrom('omit', 'rename', 'replace', 'double', 'within'),
  odd: fc.constantFrom(...ODD_JSON),
});

const aBadFile: fc.Arbitrary<Uint8Array<ArrayBuffer>> = fc.oneof(
  { weight: 2, arbitrary: fc.nat(GOOD.length - 1).map((end) => GOOD.slice(0, end)) },
  {
    weight: 3,
    arbitrary: fc.array(fc.tuple(fc.nat(GOOD.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }).map((bytes) => {
      const file = GOOD.slice();
      for (const [index, byte] of bytes) file[index % 3 === 0 ? index : index % (HEADER_BYTES + 8)] = byte;
      return file;
    }),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }).map((bytes) => Uint8Array.from([...bytes])) },
  {
    weight: 8,
    arbitrary: fc.array(aChange, { minLength: 1, maxLength: 2 }).map(([first, second]) => {
      const header = changed(HEADER, first as Change);
      // What is nested too deep is parsed, but not written again.
      const again = second && header.length < 2 * HEADER.length ? changed(header, second) : header;
      return fileWith(again);
    }),
  },
);

it('refuses every bad file in a short sentence of its own', async () => {
  const reader = pageReader();
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(aBadFile, async (file) => {
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
  return fileWith(JSON.stringify(header).replace('"PUT ODD JSON HERE"', () => odd));
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
        (header) => Object.assign(header[NORM] as Table, { shape: 'PUT ODD JSON HERE' }),
        `[${'1,'.repeat(length / 2)}1]`,
      ),
  ],
  [
    'a shape that fits its bytes',
    (length: number) =>
      withHeader(
        (header) => Object.assign(header[NORM] as Table, { shape: 'PUT ODD JSON HERE' }),
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
  const put = 'PUT ODD JSON HERE';
  expect(await refusalOf(withHeader((header) => Object.assign(header[NORM] as Table, { dtype: put }), deep))).toBe(
    `The tensor “${NORM}” has no type.`,
  );
  const recipe = JSON.stringify(SHIPPED_RECIPE).replace('{', `{"more":${deep},`);
  const file = withHeader((header) => Object.assign(metadataOf(header), { 'gqa.recipe': recipe }));
  const set = await pageReader().readSet(new Blob([file]));
  expect(set.models.gqa.card.recipe).toEqual(SHIPPED_RECIPE);
});
