import { afterEach, expect, it, vi } from 'vitest';
import { recordedLayer } from '../../attention/testing/recordedLayers.ts';
import {
  brokenWorker,
  channelWorker,
  endWorkers,
  FAULTS,
  ownWorker,
  stuckWorker,
} from '../../threads/testing/workerDoubles.ts';
import { createRecordingReader } from './createRecordingReader.ts';
import { fileRecordings } from './fileRecordings.ts';
import { makeRecording } from './testing/makeRecording.ts';

const FILE = new Blob([makeRecording({ layers: [2, 3], seed: 5 })]);
const LAYER = recordedLayer({ layer: 3, seed: 5 });

afterEach(() => {
  vi.unstubAllGlobals();
});

it('opens a recording in its worker, which is made once, by the first', async () => {
  const there = fileRecordings(async () => {});
  const readLayer = vi.spyOn(there, 'readLayer');
  const createWorker = vi.fn(() => channelWorker(there));
  const reader = createRecordingReader({ createWorker });
  expect(createWorker).not.toHaveBeenCalled();
  const recording = await reader.openRecording(FILE, 'a');
  expect(recording).toMatchObject({ name: 'test/tiny', layers: [{ layer: 2 }, { layer: 3, numHeads: 6, headDim: 4 }] });
  expect(readLayer).not.toHaveBeenCalled();
  expect(await recording.readLayer(1)).toEqual(LAYER);
  expect(await (await reader.openRecording(FILE, 'b')).readLayer(1)).toEqual(LAYER);
  expect(readLayer).toHaveBeenCalledTimes(2);
  expect(createWorker).toHaveBeenCalledOnce();
});

it("reads in the app's own worker, and hears of its end", async () => {
  const worker = await ownWorker(() => import('./recordingWorker.ts'));
  const terminate = vi.spyOn(worker, 'terminate');
  const recording = await createRecordingReader({ createWorker: () => worker }).openRecording(FILE, 'a');
  expect(await recording.readLayer(1)).toEqual(LAYER);
  await expect(recording.readLayer(7)).rejects.toThrow('The recording has no layer at index 7.');
  expect(terminate).not.toHaveBeenCalled();
  endWorkers();
  await vi.waitFor(() => expect(terminate).toHaveBeenCalled());
  expect(await recording.readLayer(1)).toEqual(LAYER);
});

it('says what is wrong with a file', async () => {
  const reader = createRecordingReader({ createWorker: () => channelWorker(fileRecordings(async () => {})) });
  await expect(reader.openRecording(new Blob(['cat']), 'a')).rejects.toThrow('This is not a safetensors file. 3 bytes');
});

it('reads in the page where its worker does not load, and where none can be made', async () => {
  const createWorker = vi.fn(brokenWorker);
  const recording = await createRecordingReader({ createWorker }).openRecording(FILE, 'a');
  expect(await recording.readLayer(1)).toEqual(LAYER);
  expect(createWorker).toHaveBeenCalledOnce();
  const none = createRecordingReader({
    createWorker() {
      throw new Error('No workers here.');
    },
  });
  expect(await (await none.openRecording(FILE, 'a')).readLayer(1)).toEqual(LAYER);
});

it.each(FAULTS)('reads a layer in the page where its worker %s as it reads', async (_, { strike }) => {
  const { readFacts } = fileRecordings(async () => {});
  const { worker, asked } = stuckWorker('readLayer', { readFacts });
  const recording = await createRecordingReader({ createWorker: () => worker }).openRecording(FILE, 'a');
  const layer = recording.readLayer(1);
  await asked;
  strike(worker);
  expect(await layer).toEqual(LAYER);
});
