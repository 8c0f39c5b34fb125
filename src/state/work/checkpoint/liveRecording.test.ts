import { expect, it } from 'vitest';
import type { CheckpointConfig } from '../../../attention/checkpoint/config.ts';
import type { ModelRunner } from '../../../engine/checkpoint/ModelRunner.ts';
import { LiveRun, liveRecording } from './liveRecording.ts';

const CONFIG = { numHeads: 4, numKvHeads: 2, headDim: 2, scalesScores: true, scalesByLayer: false } as CheckpointConfig;
const TOKENS = ['a', 'b', 'c'].map((label) => ({ label, key: label }));

/** Numbers that say which head they are of: two KV heads of three tokens and two features. */
const ofTwoHeads = (first: number) => Float32Array.from({ length: 12 }, (_, index) => first + Math.floor(index / 6));

function setUp(numKvHeads: number) {
  const run = new LiveRun(2);
  const runner = {
    layer: async () => ({
      q: new Float32Array(24),
      k: ofTwoHeads(10),
      v: ofTwoHeads(20),
      weights: new Float32Array(36),
    }),
  } as unknown as ModelRunner;
  const options = { name: 'tiny', config: CONFIG, layers: 2, numKvHeads, tokens: TOKENS, runner, run };
  return { run, recording: liveRecording(options) };
}

it('copies stand next to each other, as query heads read them', async () => {
  const { run, recording } = setUp(4);
  run.ran(0);
  const { vectors, numKvHeads } = await recording.readLayer(0);
  const heads = (values: Float32Array | undefined) => [0, 1, 2, 3].map((head) => values?.[head * 6]);
  expect(numKvHeads).toBe(4);
  expect(vectors?.k).toHaveLength(24);
  expect([heads(vectors?.k), heads(vectors?.v)]).toEqual([
    [10, 10, 11, 11],
    [20, 20, 21, 21],
  ]);
});

it('the model’s own heads are given as they are', async () => {
  const { run, recording } = setUp(2);
  run.ran(1);
  expect((await recording.readLayer(1)).vectors?.k).toEqual(ofTwoHeads(10));
});

it('a layer waits until it was run, and says why it never will be', async () => {
  const { run, recording } = setUp(2);
  const first = recording.readLayer(0);
  const second = recording.readLayer(1);
  run.ran(0);
  run.failed(new Error('The worker that runs your model failed.'));
  expect((await first).layer).toBe(0);
  await expect(second).rejects.toThrow('The worker that runs your model failed.');
});

it('who waits for a text that another has taken the place of is told so', async () => {
  const { run, recording } = setUp(2);
  const waiting = recording.readLayer(1);
  run.replaced();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
});
