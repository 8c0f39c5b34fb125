import type { Comparison } from '../attention/comparison/comparison.ts';
import type { Analyst, CompareOptions, HeadSource } from './Analyst.ts';
import type { Comparer } from './comparer.ts';
import { createWorkerComparer, type WorkerComparer, WorkerFailure } from './workerComparer.ts';

export interface AnalystOptions {
  /** Makes the worker; tests make one that fails. */
  readonly createWorker?: () => Worker;
}

/** On the page's own thread no slice is longer: the rest of a frame belongs to typing. */
const PAGE_SLICE_MS = 8;

/**
 * An analyst that starts its worker with the first comparison, and works in the page, a slice at a time, once a worker
 * has failed. The page has to make this: in Firefox a worker that makes a worker may hang for ever.
 */
export function createAnalyst({ createWorker = createAnalysisWorker }: AnalystOptions = {}): Analyst {
  let worker: WorkerComparer | undefined;
  let inPage: Comparer | undefined;

  function openWorker(): WorkerComparer {
    try {
      return createWorkerComparer(createWorker());
    } catch (error) {
      throw new WorkerFailure(error instanceof Error ? error.message : String(error));
    }
  }

  return {
    async compare(heads, options) {
      if (!inPage) {
        try {
          worker ??= openWorker();
          return await compareHeads(worker, heads, options);
        } catch (error) {
          if (!(error instanceof WorkerFailure) || options.signal.aborted) throw error;
          const { createComparer } = await import('./comparer.ts');
          inPage = createComparer(PAGE_SLICE_MS);
        }
      }
      return compareHeads(inPage, heads, options);
    },
    stop() {
      worker?.stop();
      worker = undefined;
    },
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
