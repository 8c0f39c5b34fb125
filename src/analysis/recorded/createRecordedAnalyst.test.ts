import { afterEach, expect, test, vi } from 'vitest';
import type { LayerMaps } from '../../attention/recorded/likeness.ts';
import { brokenWorker, channelWorker, ownWorker, stuckWorker } from '../../threads/testing/workerDoubles.ts';
import { createAnswerer } from './answerer.ts';
import { createRecordedAnalyst } from './createRecordedAnalyst.ts';

const TWO_HEADS: LayerMaps = {
  ...{ numHeads: 2, sequenceLength: 2, causal: false },
  weights: Float32Array.of(0.5, 0.5, 1, 0, 1, 0, 1, 0),
};
const LIKENESS = 1 - Math.sqrt(1.5 - 0.75 * Math.log2(3)) / 2;

const waiting = () => new AbortController().signal;

afterEach(() => vi.unstubAllGlobals());

test('questions are answered by the app’s own worker, which keeps nothing of the page’s', async () => {
  const worker = await ownWorker(() => import('./recordedWorker.ts'));
  const ask = createRecordedAnalyst({ createWorker: () => worker });
  const { similarity } = await ask('likeness', TWO_HEADS, waiting());
  expect(similarity[1]).toBeCloseTo(LIKENESS, 14);
  expect(TWO_HEADS.weights).toHaveLength(8);
  const { meanDistances } = await ask('difference', { of: TWO_HEADS, from: TWO_HEADS, partners: [1, 1] }, waiting());
  expect([...meanDistances]).toEqual([0.25, 0]);
});

test('labels are those of each head alone', async () => {
  const worker = channelWorker(createAnswerer(Number.POSITIVE_INFINITY));
  const ask = createRecordedAnalyst({ createWorker: () => worker });
  const ids = Array.from({ length: 8 }, (_, id) => id);
  const weights = new Float32Array(2 * 64);
  for (const t of ids) weights[8 * t + Math.max(0, t - 1)] = weights[64 + 8 * t] = 1;
  const labels = await ask('labels', { weights, text: { ids, marks: ids.map(() => false) } }, waiting());
  expect(labels).toMatchObject([
    { kind: 'previous', nullOf: 'chance' },
    { kind: 'first', nullOf: 'chance' },
  ]);
});

test('without a worker questions are answered in the page, where they can be ended as well', async () => {
  const ask = createRecordedAnalyst({ createWorker: brokenWorker });
  expect((await ask('likeness', TWO_HEADS, waiting())).similarity[1]).toBeCloseTo(LIKENESS, 14);
  const leaving = new AbortController();
  const answer = ask('likeness', TWO_HEADS, leaving.signal);
  leaving.abort(new Error('The pane was closed.'));
  await expect(answer).rejects.toThrow('The pane was closed.');
});

test('a question that nobody waits for any more ends with its worker, and the next one has a new worker', async () => {
  const { worker, asked } = stuckWorker('answer');
  const workers = [worker, channelWorker(createAnswerer(Number.POSITIVE_INFINITY))];
  const ask = createRecordedAnalyst({ createWorker: () => workers.shift() ?? brokenWorker() });
  const leaving = new AbortController();
  const first = ask('likeness', TWO_HEADS, leaving.signal);
  const second = ask('likeness', TWO_HEADS, waiting());
  await asked;
  leaving.abort(new Error('The pane was closed.'));
  await expect(first).rejects.toThrow('The pane was closed.');
  expect((await second).similarity[1]).toBeCloseTo(LIKENESS, 14);
  expect(workers).toEqual([]);
});

test('a question that is given up before its turn is never asked', async () => {
  const { worker, asked } = stuckWorker('answer');
  const make = vi.fn(() => worker);
  const ask = createRecordedAnalyst({ createWorker: make });
  const [first, second] = [new AbortController(), new AbortController()];
  const answers = [ask('likeness', TWO_HEADS, first.signal), ask('likeness', TWO_HEADS, second.signal)];
  await asked;
  second.abort(new Error('Not this one.'));
  first.abort(new Error('Nor this.'));
  await expect(answers[0]).rejects.toThrow('Nor this.');
  await expect(answers[1]).rejects.toThrow('Not this one.');
  expect(make).toHaveBeenCalledTimes(1);
});

test('work in slices lets other tasks through, and stops between two of them', async () => {
  let slices = 0;
  const answerer = createAnswerer(0, () => {
    if (++slices === 1) throw new Error('Enough.');
  });
  await expect(answerer.answer('likeness', TWO_HEADS)).rejects.toThrow('Enough.');
  await expect(answerer.answer('likeness', TWO_HEADS)).resolves.toMatchObject({ tellingRows: 2 });
});
