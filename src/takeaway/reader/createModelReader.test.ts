import { createHash } from 'node:crypto';
import { afterEach, expect, it, vi } from 'vitest';
import { initialParameters } from '../../attention/trained/parameters.ts';
import { SHIPPED_RECIPE } from '../../attention/trained/recipe.ts';
import type { TrainedModel } from '../../attention/trained/trainedModel.ts';
import {
  brokenWorker,
  channelWorker,
  endWorkers,
  FAULTS,
  ownWorker,
  stuckWorker,
} from '../../threads/testing/workerDoubles.ts';
import { modelFile } from '../modelFile.ts';
import { modelSetFile } from '../modelSetFile.ts';
import { createModelReader } from './createModelReader.ts';
import { fileReader } from './fileReader.ts';
import type { ModelReader } from './ModelReader.ts';

function modelOf(numKvHeads: number): TrainedModel {
  const shape = { dModel: 32, numHeads: 4, numKvHeads };
  const card = { recipe: SHIPPED_RECIPE, seed: 3, steps: 1, figures: { loss: 2 }, revision: 'abc' };
  return { shape, parameters: initialParameters(shape, 3), card };
}

const MODEL = modelOf(2);
const FILE = modelFile(MODEL, 'F32');
const HASH = createHash('sha256').update(FILE).digest('hex');

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('reads a file in its worker, which is made once', async () => {
  const there = fileReader(async () => {});
  const readShipped = vi.spyOn(there, 'readShipped');
  const createWorker = vi.fn(() => channelWorker(there));
  const reader = createModelReader({ createWorker });
  reader.start();
  expect(await reader.readShipped(FILE, HASH)).toEqual(MODEL);
  expect(await reader.readShipped(FILE, HASH)).toEqual(MODEL);
  expect(readShipped).toHaveBeenCalledTimes(2);
  expect(createWorker).toHaveBeenCalledOnce();
});

it("reads in the app's own worker, and hears of its end", async () => {
  const worker = await ownWorker(() => import('./modelWorker.ts'));
  const terminate = vi.spyOn(worker, 'terminate');
  const reader = createModelReader({ createWorker: () => worker });
  expect(await reader.readShipped(FILE, HASH)).toEqual(MODEL);
  expect(await reader.readShipped(FILE, '')).toBeNull();
  const set = { title: 'small', models: { mha: modelOf(4), gqa: MODEL, mqa: modelOf(1) } };
  expect(await reader.readSet(new Blob([modelSetFile(set)]))).toEqual(set);
  expect(terminate).not.toHaveBeenCalled();
  endWorkers();
  await vi.waitFor(() => expect(terminate).toHaveBeenCalled());
});

it('reads no file that has another hash', async () => {
  const reader = createModelReader({ createWorker: () => channelWorker(fileReader(async () => {})) });
  const other = FILE.with(FILE.length - 1, 1);
  expect(await reader.readShipped(other, HASH)).toBeNull();
});

it('says what is wrong with a file that the user chose', async () => {
  const reader = createModelReader({ createWorker: () => channelWorker(fileReader(async () => {})) });
  await expect(reader.readSet(new Blob(['cat']))).rejects.toThrow(
    'This is not a safetensors file. 3 bytes are too few',
  );
});

it('reads in the page where its worker does not load, and from then on', async () => {
  const createWorker = vi.fn(brokenWorker);
  const reader = createModelReader({ createWorker });
  expect(await reader.readShipped(FILE, HASH)).toEqual(MODEL);
  expect(await reader.readShipped(FILE, HASH)).toEqual(MODEL);
  expect(createWorker).toHaveBeenCalledOnce();
});

it('reads in the page where no worker can be made', async () => {
  const reader = createModelReader({
    createWorker() {
      throw new Error('No workers here.');
    },
  });
  expect(await reader.readShipped(FILE, HASH)).toEqual(MODEL);
});

it.each(FAULTS)('reads in the page where its worker %s as it reads', async (_, { strike }) => {
  const { worker, asked } = stuckWorker('readShipped');
  const model = createModelReader({ createWorker: () => worker }).readShipped(FILE, HASH);
  await asked;
  strike(worker);
  expect(await model).toEqual(MODEL);
});

it.each([
  {
    method: 'readShipped',
    read: (reader: ModelReader) => reader.readShipped(new Uint8Array(), HASH),
    inPage: null,
  },
  {
    method: 'readSet',
    read: (reader: ModelReader) => reader.readSet(new Blob(['cat'])).catch((error: Error) => error.message),
    inPage: expect.stringContaining('This is not a safetensors file.'),
  },
])('reads in the page where its worker has not answered $method after 20 s', async ({ method, read, inPage }) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { worker, asked } = stuckWorker(method);
  const answer = read(createModelReader({ createWorker: () => worker }));
  await asked;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await answer).toEqual(inPage);
});
