import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planOf } from '../../attention/checkpoint/plan.ts';
import { referencePass } from '../../attention/checkpoint/reference.ts';
import { completenessOf } from '../../attention/checkpoint/tensors.ts';
import { FUZZ_RUNS } from '../../attention/testing/fuzzRuns.ts';
import { sentenceOf } from '../../errors/sentence.ts';
import { openTensorFiles } from '../../safetensors/tensorFiles.ts';
import { type Checkpoint, openCheckpoint } from './openCheckpoint.ts';
import { caseNames, fixtureBytes, fixtureText } from './testing/cases.ts';

type Json = Record<string, unknown>;

const CASES = caseNames().map((name) => ({
  name,
  config: JSON.parse(fixtureText(`${name}/config.json`)) as Json,
  weights: fixtureBytes(`${name}/model.safetensors`),
}));
const TOKENIZER = fixtureText('llama-gqa/tokenizer.json');
const LENGTH_BYTES = 8;

/** A case by name: a counterexample that printed its bytes could not be read. */
const anyCase = fc.constantFrom(...CASES.map(({ name }) => name));
const caseOf = (name: string) => CASES.find((other) => other.name === name) as (typeof CASES)[number];

/** Values that no field of a configuration or a header is safe from. */
const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    0,
    1,
    2,
    3,
    -1,
    0.5,
    1e-300,
    1e308,
    2 ** 31,
    2 ** 53,
    -0,
    '',
    'NaN',
    'gelu',
    'relu',
    'llama',
  ),
  fc.constantFrom(
    'gpt2',
    'falcon',
    'phi',
    'BF16',
    'F64',
    'linear',
    'yarn',
    [],
    {},
    [[]],
    { rope_type: 'llama3' },
    [1, 2],
    [0, 0],
  ),
  fc.integer({ min: -10, max: 100 }),
  fc.double(),
  fc.string({ maxLength: 20 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Opens files, and expects a sentence of ours if that fails. */
async function opened(config: string, weights: BlobPart): Promise<Checkpoint | null> {
  const files = [
    new File([config], 'config.json'),
    new File([TOKENIZER], 'tokenizer.json'),
    new File([weights], 'model.safetensors'),
  ];
  try {
    return await openCheckpoint(files.map((file) => ({ file, path: file.name })));
  } catch (error) {
    // What a sentence quotes is the file's own.
    const sentence = sentenceOf(error).replaceAll(/“[^”]*”/g, '“”');
    expect(sentence).not.toMatch(/^Something went wrong|undefined|\[object|NaN (is|has)|Cannot read|is not a function/);
    expect(sentence.length).toBeLessThan(500);
    return null;
  }
}

/** Reads what the check has let through: every number that is used is there, and a pass over all of it ends. */
async function use({ config, files, wholeLayers, hasHead }: Checkpoint): Promise<void> {
  const source = await openTensorFiles(files.weights);
  const plan = planOf(config, source);
  for (const name of completenessOf(plan, source).tensors) await source.read(name);
  if (wholeLayers < config.numLayers || !hasHead || config.maxPositions === 1) return;
  const { probabilities } = await referencePass(source, plan, [1, 2]);
  expect(probabilities).toHaveLength(2 * config.vocabulary);
}

it('a configuration with any field changed is read as it says, or refused with a sentence', async () => {
  const changes = fc.array(fc.tuple(fc.nat(1000), anyValue, fc.boolean()), { minLength: 1, maxLength: 3 });
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(anyCase, changes, async (name, changed) => {
      const { config, weights } = caseOf(name);
      const json = structuredClone(config);
      for (const [pick, value, isInner] of changed) {
        const objects = [
          json,
          ...Object.values(json).filter((inner): inner is Json => typeof inner === 'object' && inner !== null),
        ];
        const object = (isInner ? objects.at(-1) : json) as Json;
        const names = Object.keys(object);
        object[names[pick % names.length] ?? 'x'] = structuredClone(value);
      }
      const checkpoint = await opened(JSON.stringify(json), weights);
      if (!checkpoint) return;
      taken += 1;
      await use(checkpoint);
    }),
    { numRuns: FUZZ_RUNS },
  );
  expect(taken).toBeGreaterThan(FUZZ_RUNS / 20);
});

it('a text that is cut or has any character changed is read or refused', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyCase,
      fc.nat(100_000),
      fc.string({ maxLength: 3 }),
      fc.boolean(),
      async (name, at, text, isCut) => {
        const model = caseOf(name);
        const config = JSON.stringify(model.config, null, 1);
        const place = at % config.length;
        await opened(config.slice(0, place) + text + (isCut ? '' : config.slice(place + 1)), model.weights);
      },
    ),
    { numRuns: FUZZ_RUNS / 2 },
  );
});

it('a header with any part changed is read as it says, or refused with a sentence', async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(
      anyCase,
      fc.nat(1000),
      fc.constantFrom('dtype', 'shape', 'data_offsets', 'entry', 'name', 'gone', 'twice'),
      anyValue,
      async (model, pick, part, changed) => {
        const { config, weights } = caseOf(model);
        const value = structuredClone(changed);
        const headerBytes = Number(new DataView(weights.buffer).getBigUint64(0, true));
        const header: Json = JSON.parse(
          new TextDecoder().decode(weights.subarray(LENGTH_BYTES, LENGTH_BYTES + headerBytes)),
        );
        const names = Object.keys(header);
        const name = names[pick % names.length] ?? '';
        const entry = header[name] as Json;
        if (part === 'gone') delete header[name];
        else if (part === 'name') Object.assign(header, { [`${name}.${String(value)}`]: entry, [name]: undefined });
        else if (part === 'twice') Object.assign(header, { [names[(pick + 1) % names.length] ?? '']: entry });
        else if (part === 'entry') header[name] = value;
        else header[name] = { ...entry, [part]: value };
        const text = new TextEncoder().encode(JSON.stringify(header));
        const start = new Uint8Array(LENGTH_BYTES);
        new DataView(start.buffer).setBigUint64(0, BigInt(text.length), true);
        const file = new Blob([start, text, weights.subarray(LENGTH_BYTES + headerBytes)]);
        const checkpoint = await opened(JSON.stringify(config), file);
        if (!checkpoint) return;
        taken += 1;
        await use(checkpoint);
      },
    ),
    { numRuns: FUZZ_RUNS },
  );
  expect(taken).toBeGreaterThan(0);
});

it('a file that is cut or has any byte of its header changed is read or refused', async () => {
  await fc.assert(
    fc.asyncProperty(anyCase, fc.nat(100_000), fc.nat(255), fc.boolean(), async (name, at, byte, isCut) => {
      const { config, weights } = caseOf(name);
      const headerBytes = Number(new DataView(weights.buffer).getBigUint64(0, true));
      const changed = weights.slice(0, isCut ? at % weights.length : undefined);
      if (!isCut) changed[at % (LENGTH_BYTES + headerBytes)] = byte;
      const checkpoint = await opened(JSON.stringify(config), changed);
      if (checkpoint) await use(checkpoint);
    }),
    { numRuns: FUZZ_RUNS / 2 },
  );
});
