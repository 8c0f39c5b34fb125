import { expect, it, vi } from 'vitest';
import type { CheckpointConfig } from '../../../attention/checkpoint/config.ts';
import { seededRecording } from '../../../attention/testing/seededRecording.ts';
import type { ModelRunner } from '../../../engine/checkpoint/ModelRunner.ts';
import type { OpenCheckpoint } from '../../facts/checkpoint/checkpointState.ts';
import { withRecording } from '../../facts/recorded/withRecording.ts';
import { createAppStore } from '../../store.ts';
import { flush, memoryStorage, reached } from '../../testing/testDoubles.ts';
import { connectRecordings } from '../recorded/connectRecordings.ts';
import { connectCheckpoint } from './checkpointController.ts';

const CONFIG = {
  ...{ modelType: 'llama', numLayers: 3, dModel: 8, numHeads: 4, numKvHeads: 2, headDim: 2, vocabulary: 100 },
  ...{ scalesScores: true, scalesByLayer: false, maxPositions: null },
} as CheckpointConfig;

const MODEL: OpenCheckpoint = {
  ...{
    name: 'tiny',
    config: CONFIG,
    wholeLayers: 3,
    hasHead: true,
    type: 'F32',
    bytes: 1_000,
    remarks: [],
    weights: [],
    files: [],
  },
};

/** A runner that gives each layer only when it is told to, and remembers what it was asked. */
function aRunner() {
  const asked: string[] = [];
  let ids: readonly number[] = [];
  let release: () => void = () => {};
  let isHeld = false;
  let lose: (sentence: string) => void = () => {};
  const runner: ModelRunner = {
    lost: new Promise((resolve) => {
      lose = resolve;
    }),
    open: async () => ({ backend: 'wasm', renderer: 'test' }),
    begin: async (next, kvHeads) => {
      asked.push(`begin ${next.join(',')} with ${kvHeads.join(',')}`);
      ids = next;
      return { known: 0 };
    },
    async runLayer(index) {
      asked.push(`layer ${index}`);
      if (isHeld) await new Promise<void>((resolve) => (release = resolve));
    },
    async layer(numKvHeads) {
      const count = Math.min(numKvHeads, 2);
      return {
        q: new Float32Array(4 * ids.length * 2),
        k: new Float32Array(count * ids.length * 2),
        v: new Float32Array(count * ids.length * 2),
        weights: Float32Array.from({ length: 4 * ids.length ** 2 }, (_, cell) =>
          cell % ids.length <= Math.floor(cell / ids.length) % ids.length
            ? 1 / ((Math.floor(cell / ids.length) % ids.length) + 1)
            : 0,
        ),
      };
    },
    predict: async () => [
      { numKvHeads: 2, next: [{ id: 7, probability: 0.5 }], nats: [1, 3] },
      { numKvHeads: 1, next: [], nats: [] },
    ],
    memory: async () => ({ numTensors: 0, numBytes: 0 }),
    stop: vi.fn(),
  };
  return {
    runner,
    asked,
    hold: () => {
      isHeld = true;
    },
    release: () => {
      isHeld = false;
      release();
    },
    lose: (sentence: string) => lose(sentence),
  };
}

function setUp({ model = MODEL, open }: { model?: OpenCheckpoint; open?: () => Promise<OpenCheckpoint> } = {}) {
  const store = createAppStore({ storage: memoryStorage });
  const runners: ReturnType<typeof aRunner>[] = [];
  const controls = connectCheckpoint(store, {
    open: open ?? (async () => model),
    tokenize: async (text, limit) => {
      const words = text.split(' ').filter(Boolean);
      const tokens = words.slice(0, limit).map((word) => ({ id: word.length, label: word, key: `#${word.length}` }));
      return { tokens, total: words.length, totalIsExact: true };
    },
    labels: async (ids) => ids.map((id) => `word ${id}`),
    createRunner: () => {
      const made = aRunner();
      runners.push(made);
      return made.runner;
    },
    wasmPath: '',
  });
  connectRecordings(store, () => new Promise(() => {}));
  store.getState().actions.update({ text: 'a bb ccc' });
  return { store, controls, runners, state: () => store.getState() };
}

const isDone = ({ checkpoint }: { checkpoint: { run: { phase: string } } }) => checkpoint.run.phase === 'done';
const FILES = [new File([], 'config.json')];

it('a model that was opened runs on the text, one column a number of KV heads, and says what it takes for the next token', async () => {
  const { store, controls, runners, state } = setUp();
  await controls.open(FILES);
  await reached(store, isDone);
  expect(runners[0]?.asked).toEqual(['begin 1,2,3 with 4,2,1', 'layer 0', 'layer 1', 'layer 2']);
  expect(state().settings.screen).toBe('recorded');
  expect(state().recordings.open.map(({ name }) => name)).toEqual([
    'tiny, 4 KV heads',
    'tiny, 2 KV heads',
    'tiny, 1 KV head',
  ]);
  expect(state().checkpoint.predictions).toEqual([
    { numKvHeads: 2, next: [{ label: 'word 7', probability: 0.5 }], natsPerToken: 2 },
    { numKvHeads: 1, next: [], natsPerToken: null },
  ]);
  await reached(store, ({ recordings }) => Object.values(recordings.thumbnails).every((all) => all.every(Boolean)));
});

it('maps of the text before stay up until those of the new one can take their place', async () => {
  const { store, controls, runners, state } = setUp();
  await controls.open(FILES);
  await reached(store, isDone);
  const [before] = state().recordings.open;
  runners[0]?.hold();
  state().actions.update({ text: 'dddd eeeee' });
  await reached(store, () => runners[0]?.asked.at(-1) === 'layer 0' && runners[0].asked.length > 5);
  expect(state().recordings.open[0]?.recording).toBe(before?.recording);
  runners[0]?.release();
  await reached(store, isDone);
  expect(state().recordings.open[0]?.id).toBe(before?.id);
  expect(state().recordings.open[0]?.recording.tokens.map(({ label }) => label)).toEqual(['dddd', 'eeeee']);
});

it('a text that comes while another is run is the one that counts', async () => {
  const { store, controls, runners, state } = setUp();
  await controls.open(FILES);
  await reached(store, isDone);
  for (const text of ['a', 'a b', 'a b c', 'a b c d']) state().actions.update({ text });
  await reached(store, (now) => isDone(now) && now.checkpoint.text?.tokens.length === 4);
  expect(state().recordings.open[0]?.recording.tokens).toHaveLength(4);
  expect(runners).toHaveLength(1);
});

it('other KV heads are other columns, and the last of them can be taken away', async () => {
  const { store, controls, state } = setUp();
  await controls.open(FILES);
  await reached(store, isDone);
  controls.setKvHeads([2]);
  await reached(store, ({ recordings }) => recordings.open.length === 1);
  expect(state().recordings.open[0]?.kvHeads).toBe(2);
  expect(() => controls.setKvHeads([3])).toThrow('3 KV heads neither pool nor copy the 2 of this model');
  controls.setKvHeads([]);
  await reached(store, ({ recordings }) => recordings.open.length === 0);
  expect(state().checkpoint.model).not.toBeNull();
});

it('an empty text runs nothing, and a model too large waits for the button at every text', async () => {
  const { store, controls, runners, state } = setUp({ model: { ...MODEL, bytes: 2e9 } });
  await controls.open(FILES);
  await reached(store, ({ checkpoint }) => checkpoint.run.phase === 'asked');
  expect(runners).toHaveLength(0);
  controls.run();
  await reached(store, isDone);
  state().actions.update({ text: 'a b' });
  await reached(store, ({ checkpoint }) => checkpoint.run.phase === 'asked');
  state().actions.update({ text: '' });
  await reached(store, ({ checkpoint }) => checkpoint.text?.tokens.length === 0 && checkpoint.run.phase === 'idle');
  expect(state().recordings.open).toEqual([]);
});

it('files that hold no model change nothing, and a notice says why', async () => {
  let refuses = false;
  const { store, controls, state } = setUp({
    open: async () => {
      if (refuses) throw new Error('tokenizer.json is not among these files.');
      return MODEL;
    },
  });
  await controls.open(FILES);
  await reached(store, isDone);
  refuses = true;
  const before = state().recordings.open;
  await controls.open(FILES);
  expect(state().checkpoint.model).toBe(MODEL);
  expect(state().recordings.open).toBe(before);
  expect(state().notices.at(-1)?.text).toBe(
    'No model was opened, and nothing has changed. tokenizer.json is not among these files.',
  );
});

it('three recordings leave no room, two leave room for the model as it is', async () => {
  const { store, controls, state } = setUp();
  for (const name of ['a', 'b', 'c'])
    store.setState(({ recordings }) => ({ recordings: withRecording(recordings, seededRecording({ name })) }));
  await controls.open(FILES);
  expect(state().notices.at(-1)?.text).toContain(
    '3 recordings stand side by side, and leave no room: remove one first.',
  );
  store.setState(({ recordings }) => ({ recordings: { ...recordings, open: recordings.open.slice(1) } }));
  await controls.open(FILES);
  await reached(store, isDone);
  expect(state().recordings.open.map(({ kvHeads }) => kvHeads)).toEqual([2, undefined, undefined]);
});

it('a runner that dies is told of, and followed by another when the user tries again', async () => {
  const { store, controls, runners, state } = setUp();
  await controls.open(FILES);
  await reached(store, isDone);
  const [first] = runners;
  if (first) first.runner.begin = () => Promise.reject(new Error('The worker that runs your model failed.'));
  state().actions.update({ text: 'x y' });
  await reached(store, ({ checkpoint }) => checkpoint.run.phase === 'failed');
  expect(state().checkpoint.run.error).toBe('The worker that runs your model failed.');
  first?.lose('The worker that runs your model failed.');
  await Promise.resolve();
  state().actions.retry();
  await reached(store, isDone);
  expect(runners).toHaveLength(2);
  expect(state().recordings.open[0]?.recording.tokens).toHaveLength(2);
});

it('a model that is closed takes its columns with it, and leaves recordings', async () => {
  const { store, controls, runners, state } = setUp();
  await controls.open(FILES);
  await reached(store, isDone);
  controls.setKvHeads([2]);
  await reached(store, ({ recordings }) => recordings.open.length === 1);
  store.setState(({ recordings }) => ({
    recordings: withRecording(recordings, seededRecording({ name: 'recorded' })),
  }));
  controls.close();
  expect(state().checkpoint.model).toBeNull();
  expect(state().recordings.open.map(({ name }) => name)).toEqual(['recorded']);
  expect(runners[0]?.runner.stop).toHaveBeenCalled();
});

it('who went to another screen while the files were read is not taken away from it, and is told', async () => {
  let give: (model: OpenCheckpoint) => void = () => {};
  const { store, controls, state } = setUp({ open: () => new Promise((resolve) => (give = resolve)) });
  const opening = controls.open(FILES);
  state().actions.update({ screen: 'cost' });
  give(MODEL);
  await opening;
  await reached(store, isDone);
  expect(state().settings.screen).toBe('cost');
  expect(state().notices.at(-1)?.text).toBe('“tiny” is open on the screen Your model.');
});

it('a text that was changed on another screen is run when one comes back, and the same one is not run again', async () => {
  const { store, controls, runners, state } = setUp();
  await controls.open(FILES);
  await reached(store, isDone);
  const before = runners[0]?.asked.length;
  state().actions.update({ screen: 'explore' });
  state().actions.update({ screen: 'recorded' });
  await flush();
  expect(runners[0]?.asked).toHaveLength(before ?? 0);
  state().actions.update({ screen: 'explore' });
  state().actions.update({ text: 'a b c d e' });
  await flush();
  expect(runners[0]?.asked).toHaveLength(before ?? 0);
  state().actions.update({ screen: 'recorded' });
  await reached(store, ({ recordings }) => recordings.open[0]?.recording.tokens.length === 5);
});
