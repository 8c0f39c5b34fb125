import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FUZZ_RUNS } from '../../attention/testing/fuzzRuns.ts';
import { sentenceOf } from '../../errors/sentence.ts';
import { handOver } from '../../threads/handOver.ts';
import { channelWorker } from '../../threads/testing/workerDoubles.ts';
import { aBadFile, assertOwnSentence, fileWith, partsOf, type Table } from '../testing/badFiles.ts';
import { createRecordingReader, type RecordingOpener } from './createRecordingReader.ts';
import { fileRecordings } from './fileRecordings.ts';
import { makeRecording } from './testing/makeRecording.ts';

const GOOD = makeRecording({
  tokens: 3,
  heads: 4,
  kvHeads: 2,
  metadata: { token_ids: '[5, 6, 7]', num_kv_heads: '[2, 2]' },
});
const { header: HEADER, numbers: NUMBERS } = partsOf(GOOD);

/** Opens as the page does, across a worker. */
function pageReader(): RecordingOpener {
  const there = fileRecordings(async () => {});
  const worker = channelWorker({
    ...there,
    readLayer: async (...asked: Parameters<typeof there.readLayer>) => handOver(await there.readLayer(...asked)),
  });
  return createRecordingReader({ createWorker: () => worker });
}

/** Resolves with what the page would say of a file as it opens it and as it reads its layers, null if all is well. */
async function refusalOf(file: Uint8Array<ArrayBuffer>, reader: RecordingOpener): Promise<string | null> {
  try {
    const recording = await reader.openRecording(new Blob([file]), 'a file');
    for (const [index, { numHeads, headDim, layer }] of recording.layers.entries()) {
      const read = await recording.readLayer(index);
      const length = recording.tokens.length;
      if (read.weights.length !== numHeads * length ** 2 || (headDim === null) !== (read.vectors === null))
        throw new TypeError(`layer ${layer} is not what the facts say`);
    }
    return null;
  } catch (error) {
    return sentenceOf(error);
  }
}

it('refuses every bad recording in a short sentence of its own, and reads what it takes', async () => {
  const reader = pageReader();
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(aBadFile(GOOD), async (file) => {
      const refusal = await refusalOf(file, reader);
      if (refusal !== null) refused += 1;
      assertOwnSentence(refusal);
    }),
    { numRuns: FUZZ_RUNS, seed: 26 },
  );
  expect(refused).toBeGreaterThan(FUZZ_RUNS / 2);
});

/** The good recording with a value of its metadata put in as text. */
function withMetadata(key: string, value: string): Uint8Array<ArrayBuffer> {
  const header = JSON.parse(HEADER) as Table;
  Object.assign(header['__metadata__'] as Table, { [key]: value });
  return fileWith(JSON.stringify(header), NUMBERS);
}

it('says in a few words what is wrong with metadata as long as a book, or nested deeper than any stack', async () => {
  const reader = pageReader();
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  for (const key of ['kind', 'version', 'tokens', 'token_ids', 'num_kv_heads', 'causal', 'scale'])
    for (const value of ['x'.repeat(900_000), '9'.repeat(900_000), deep, `["${'x'.repeat(900_000)}"]`]) {
      const refusal = await refusalOf(withMetadata(key, value), reader);
      expect(refusal).not.toBeNull();
      assertOwnSentence(refusal);
    }
});

it('takes a header that gives a tensor twice by its last word, as JSON does, and holds that to the rest', async () => {
  const header = HEADER.replace(
    '"layers.0.q":',
    '"layers.0.q":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"layers.0.q":',
  );
  expect(await refusalOf(fileWith(header, NUMBERS), pageReader())).toBeNull();
});
