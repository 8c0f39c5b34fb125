import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  brokenWorker,
  channelWorker,
  endWorkers,
  ownWorker,
  silentWorker,
} from '../../threads/testing/workerDoubles.ts';
import { fixtureText } from '../checkpoint/testing/cases.ts';
import { createModelTokenizer } from './createModelTokenizer.ts';
import { localTokenizer } from './localTokenizer.ts';

const SOURCE = { tokenizer: new Blob([fixtureText('llama-gqa/tokenizer.json')]), config: null, vocabulary: 273 };
const BAD = { ...SOURCE, tokenizer: new Blob(['{}']) };

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("makes tokens in the app's own worker, which is made once", async () => {
  const worker = await ownWorker(() => import('./tokenizerWorker.ts'));
  const createWorker = vi.fn(() => worker);
  const tokenizer = createModelTokenizer({ createWorker });
  await tokenizer.open(SOURCE);
  expect((await tokenizer.tokenize('the cat naps', 2)).tokens.map(({ label }) => label)).toEqual(['the', '␣cat']);
  expect(createWorker).toHaveBeenCalledOnce();
});

it('keeps the tokenizer before if another cannot be read', async () => {
  const tokenizer = createModelTokenizer({ createWorker: () => channelWorker(localTokenizer()) });
  await expect(tokenizer.tokenize('the', 9)).rejects.toThrow('No model’s tokenizer is open.');
  await tokenizer.open(SOURCE);
  await expect(tokenizer.open(BAD)).rejects.toThrow('The file tokenizer.json has no vocabulary.');
  expect((await tokenizer.tokenize('the', 9)).total).toBe(1);
});

describe('a worker that fails', () => {
  it('is followed by another, with the same tokenizer', async () => {
    const createWorker = vi.fn(() => channelWorker(localTokenizer()));
    const tokenizer = createModelTokenizer({ createWorker });
    await tokenizer.open(SOURCE);
    endWorkers();
    await vi.waitFor(async () => {
      expect((await tokenizer.tokenize('the cat', 9)).total).toBe(2);
      expect(createWorker).toHaveBeenCalledTimes(2);
    });
  });

  it('is ended with a sentence if a file keeps it busy forever, and the tokenizer before is there again', async () => {
    const workers = [channelWorker(localTokenizer()), silentWorker()];
    const tokenizer = createModelTokenizer({ createWorker: () => workers.shift() ?? channelWorker(localTokenizer()) });
    await tokenizer.open(SOURCE);
    endWorkers();
    await vi.waitFor(() => expect(workers).toHaveLength(1));
    vi.useFakeTimers();
    await vi.advanceTimersByTimeAsync(10);
    const answer = expect(tokenizer.open(BAD)).rejects.toThrow(
      'The worker that makes tokens gave no answer for 120 s and was stopped.',
    );
    await vi.advanceTimersByTimeAsync(121_000);
    await answer;
    vi.useRealTimers();
    expect((await tokenizer.tokenize('the cat', 9)).total).toBe(2);
  });

  it('to load is named', async () => {
    const tokenizer = createModelTokenizer({ createWorker: brokenWorker });
    await expect(tokenizer.open(SOURCE)).rejects.toThrow('The worker that makes tokens failed to load.');
  });

  it('to be made leaves the work to the page', async () => {
    const createWorker = () => {
      throw new Error('no workers here');
    };
    const tokenizer = createModelTokenizer({ createWorker });
    await tokenizer.open(SOURCE);
    expect((await tokenizer.tokenize('the cat', 9)).total).toBe(2);
  });
});
