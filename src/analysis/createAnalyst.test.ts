import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HeadMaps } from '../attention/comparison/comparison.ts';
import {
  brokenWorker,
  channelWorker,
  endWorkers,
  FAULTS,
  ownWorker,
  silentWorker,
  stuckWorker,
} from '../threads/testing/workerDoubles.ts';
import type { HeadSource } from './Analyst.ts';
import { createComparer } from './comparer.ts';
import { createAnalyst } from './createAnalyst.ts';

const DISTANCE = Math.sqrt(1.5 - 0.75 * Math.log2(3));
const MAPS = [Float32Array.of(0.5, 0.5, 1, 0), Float32Array.of(1, 0, 1, 0)];

/** Two heads of two tokens, without a mask. */
function twoHeads(): HeadSource & { asked: number[] } {
  const asked: number[] = [];
  return {
    asked,
    sizes: { numHeads: 2, sequenceLength: 2, causal: false },
    async mapsOf(queryHead) {
      asked.push(queryHead);
      const map = () => Float32Array.from(MAPS[queryHead] ?? []);
      return { mha: map(), gqa: map(), mqa: map() } satisfies HeadMaps;
    },
  };
}

const options = () => ({ signal: new AbortController().signal, onProgress: () => {} });

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('an analyst', () => {
  it('compares heads in its worker, telling how many are done', async () => {
    const done: number[] = [];
    const analyst = createAnalyst({ createWorker: () => channelWorker(createComparer()) });
    const { similarities } = await analyst.compare(twoHeads(), {
      ...options(),
      onProgress: (heads) => done.push(heads),
    });
    expect(similarities.gqa[1]).toBeCloseTo(1 - DISTANCE / 2, 14);
    expect(done).toEqual([1, 2]);
  });

  it("compares in the app's own worker, and hears of its end", async () => {
    const worker = await ownWorker(() => import('./analysisWorker.ts'));
    const terminate = vi.spyOn(worker, 'terminate');
    const analyst = createAnalyst({ createWorker: () => worker });
    const { similarities } = await analyst.compare(twoHeads(), options());
    expect(similarities.gqa[1]).toBeCloseTo(1 - DISTANCE / 2, 14);
    expect(terminate).not.toHaveBeenCalled();
    endWorkers();
    await vi.waitFor(() => expect(terminate).toHaveBeenCalled());
  });

  it('makes one worker, at the first comparison', async () => {
    let made = 0;
    const createWorker = () => {
      made++;
      return channelWorker(createComparer());
    };
    const analyst = createAnalyst({ createWorker });
    expect(made).toBe(0);
    await analyst.compare(twoHeads(), options());
    await analyst.compare(twoHeads(), options());
    expect(made).toBe(1);
  });

  it('compares in the page where its worker does not load, from the first head on', async () => {
    const analyst = createAnalyst({ createWorker: brokenWorker });
    const heads = twoHeads();
    const { similarities } = await analyst.compare(heads, options());
    expect(similarities.mha[1]).toBeCloseTo(1 - DISTANCE / 2, 14);
    expect(heads.asked).toEqual([0, 1]);
  });

  it('compares in the page where no worker can be made', async () => {
    const analyst = createAnalyst({
      createWorker() {
        throw new Error('No workers here.');
      },
    });
    expect((await analyst.compare(twoHeads(), options())).comparedRows).toBe(2);
  });

  it.each(FAULTS)('compares in the page where its worker, in the midst of a head, %s', async (_, { strike }) => {
    const { worker, asked } = stuckWorker('add', createComparer());
    const analyst = createAnalyst({ createWorker: () => worker });
    const heads = twoHeads();
    const comparison = analyst.compare(heads, options());
    await asked;
    strike(worker);
    expect((await comparison).similarities.mha[1]).toBeCloseTo(1 - DISTANCE / 2, 14);
    expect(heads.asked).toEqual([0, 1, 0, 1]);
  });

  it.each([
    { step: 'add', limitMs: 120_000 },
    { step: 'finish', limitMs: 120_000 },
  ])('compares in the page where its worker falls silent in $step, after $limitMs ms', async ({ step, limitMs }) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { worker, asked } = stuckWorker(step, createComparer());
    const comparison = createAnalyst({ createWorker: () => worker }).compare(twoHeads(), options());
    await asked;
    await vi.advanceTimersByTimeAsync(limitMs);
    expect((await comparison).comparedRows).toBe(2);
  });

  it('compares in the page where its worker does not begin within 20 s', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const comparison = createAnalyst({ createWorker: silentWorker }).compare(twoHeads(), options());
    await vi.advanceTimersByTimeAsync(20_000);
    expect((await comparison).comparedRows).toBe(2);
  });

  it('once stopped says so to whoever waits, and compares in a new worker afterwards', async () => {
    const { worker, asked } = stuckWorker('add', createComparer());
    const workers = [worker, channelWorker(createComparer())];
    const analyst = createAnalyst({ createWorker: () => workers.shift() ?? brokenWorker() });
    const comparison = analyst.compare(twoHeads(), options());
    await asked;
    analyst.stop();
    await expect(comparison).rejects.toThrow('The worker that compares heads was stopped.');
    expect((await analyst.compare(twoHeads(), options())).comparedRows).toBe(2);
    expect(workers).toEqual([]);
  });

  it('stops between two heads once aborted, and compares anew afterwards', async () => {
    const analyst = createAnalyst({ createWorker: () => channelWorker(createComparer()) });
    const heads = twoHeads();
    const controller = new AbortController();
    const mapsOf = (queryHead: number) => {
      controller.abort(new Error('Something newer came.'));
      return heads.mapsOf(queryHead);
    };
    const aborted = analyst.compare({ ...heads, mapsOf }, { ...options(), signal: controller.signal });
    await expect(aborted).rejects.toThrow('Something newer came.');
    expect(heads.asked).toEqual([0]);
    expect((await analyst.compare(twoHeads(), options())).tellingRows).toBe(2);
  });

  it('rejects with what the engine says where a head does not come', async () => {
    const analyst = createAnalyst({ createWorker: () => channelWorker(createComparer()) });
    const mapsOf = () => Promise.reject(new Error('The engine was stopped.'));
    await expect(analyst.compare({ ...twoHeads(), mapsOf }, options())).rejects.toThrow('The engine was stopped.');
  });
});
