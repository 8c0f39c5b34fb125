import type { Comparison } from '../attention/comparison/comparison.ts';
import { handOver } from '../threads/handOver.ts';
import { workerOrPage } from '../threads/workerOrPage.ts';
import type { Analyst, CompareOptions, HeadSource } from './Analyst.ts';
import type { Comparer } from './comparer.ts';

export interface AnalystOptions {
  /** Makes the worker; tests make one that fails. */
  readonly createWorker?: () => Worker;
}

/** A worker that has not begun after so long is not going to. */
const START_LIMIT_MS = 20_000;
/** Nor is one going to that has compared a head with all others for so long: it takes seconds at the most. */
const WORK_LIMIT_MS = 120_000;
/** On the page's own thread no slice is longer: the rest of a frame belongs to typing. */
const PAGE_SLICE_MS = 8;

/**
 * An analyst that starts its worker with the first comparison, and works in the page, a slice at a time, once a worker
 * has failed. The page has to make this: in Firefox a worker that makes a worker may hang forever.
 */
export function createAnalyst({ createWorker = createAnalysisWorker }: AnalystOptions = {}): Analyst {
  const comparing = workerOrPage<Comparer>({
    createWorker,
    name: 'The worker that compares heads',
    inWorker: (worker) => ({
      begin: (sizes) => worker.answerWithin(START_LIMIT_MS, (remote) => remote.begin(sizes)),
      add: (queryHead, maps) => worker.answerWithin(WORK_LIMIT_MS, (remote) => remote.add(queryHead, handOver(maps))),
      finish: () => worker.answerWithin(WORK_LIMIT_MS, (remote) => remote.finish()),
    }),
    async inPage() {
      const { createComparer } = await import('./comparer.ts');
      return createComparer(PAGE_SLICE_MS);
    },
  });
  return {
    compare: (heads, options) => comparing.ask((comparer) => compareHeads(comparer, heads, options)),
    stop: () => comparing.stop('The worker that compares heads was stopped.'),
  };
}

/** One head is compared while the next is fetched. */
async function compareHeads(
  comparer: Comparer,
  { sizes, mapsOf }: HeadSource,
  { signal, onProgress }: CompareOptions,
): Promise<Comparison> {
  await comparer.begin(sizes);
  let added = Promise.resolve();
  for (let head = 0; head < sizes.numHeads; head++) {
    signal.throwIfAborted();
    const maps = await mapsOf(head);
    await added;
    signal.throwIfAborted();
    added = comparer.add(head, maps).then(() => onProgress(head + 1));
    // Awaited with the next head; until then nobody listens.
    added.catch(() => {});
  }
  await added;
  signal.throwIfAborted();
  return comparer.finish();
}

function createAnalysisWorker(): Worker {
  return new Worker(new URL('./analysisWorker.ts', import.meta.url), { type: 'module', name: 'analysis' });
}
