import { superviseWorker } from '../../../threads/supervisedWorker.ts';
import type { CopyWorkerEnd } from './copyWorker.ts';
import { forgetModel } from './rememberedModel.ts';

/** A disk that takes longer for 8 MB is not going to take them. */
const PIECE_LIMIT_MS = 60_000;

/** A model's files, and what to call it. */
export interface ModelFiles {
  readonly name: string;
  readonly files: readonly File[];
}

/** How far a model is stored. */
export interface Stored {
  readonly writtenBytes: number;
  readonly totalBytes: number;
}

/**
 * Stores a model's files in this browser, for this page alone, in place of the one that it keeps; `rememberedModel` finds it. Rejects
 * with a sentence if that fails, and with the signal's reason once aborted: no model is kept then.
 *
 * @param createWorker tests make one of their own
 */
export async function rememberModel(
  model: ModelFiles,
  onProgress: (stored: Stored) => void,
  signal: AbortSignal,
  createWorker: () => Worker = createCopyWorker,
): Promise<void> {
  signal.throwIfAborted();
  const totalBytes = model.files.reduce((sum, { size }) => sum + size, 0);
  const worker = superviseWorker<CopyWorkerEnd>({
    worker: createWorker(),
    name: 'The worker that stores your model',
  });
  const files = model.files.map((file) => ({ name: file.name, content: file }));
  let hasBegun = false;
  try {
    await worker.answerWithin(PIECE_LIMIT_MS, (remote) => remote.begin({ name: model.name, files }));
    hasBegun = true;
    for (let isWhole = false; !isWhole; ) {
      signal.throwIfAborted();
      const progress = await worker.answerWithin(PIECE_LIMIT_MS, (remote) => remote.copySome());
      isWhole = progress.isWhole;
      onProgress({ writtenBytes: progress.writtenBytes, totalBytes });
    }
  } catch (error) {
    // A worker that died can't tidy up, nor can it still write.
    const tidy = () => worker.answerWithin(PIECE_LIMIT_MS, (remote) => remote.drop());
    if (hasBegun) await tidy().catch(() => forgetModel().catch(() => {}));
    throw error;
  } finally {
    worker.end('The model’s storing is over.');
  }
}

function createCopyWorker(): Worker {
  return new Worker(new URL('./copyWorker.ts', import.meta.url), { type: 'module', name: 'copy' });
}
