import { workerOrPage } from '../../threads/workerOrPage.ts';
import type { ModelReader } from './ModelReader.ts';

interface ModelReaderOptions {
  /** Makes the worker; tests make one that fails. */
  readonly createWorker?: () => Worker;
}

/** A reader that can be got ready ahead of its first file. */
interface StartedReader extends ModelReader {
  start(): void;
}

/** A worker that has not read a file after so long is not going to. */
const READ_LIMIT_MS = 20_000;

/**
 * A reader that makes its worker when it starts, and reads in the page, a slice at a time, once that has failed: a model has
 * a million numbers to check, hash and convert, and the page has its first picture to draw.
 */
export function createModelReader({ createWorker = createModelWorker }: ModelReaderOptions = {}): StartedReader {
  const { start, ask } = workerOrPage<ModelReader>({
    createWorker,
    name: 'The worker that reads models',
    inWorker: (worker) => ({
      readShipped: (file, sha256) => worker.answerWithin(READ_LIMIT_MS, (remote) => remote.readShipped(file, sha256)),
      readSet: (file) => worker.answerWithin(READ_LIMIT_MS, (remote) => remote.readSet(file)),
    }),
    async inPage() {
      const { fileReader } = await import('./fileReader.ts');
      return fileReader(() => new Promise((resume) => setTimeout(resume)));
    },
  });
  return {
    start,
    readShipped: (file, sha256) => ask((reader) => reader.readShipped(file, sha256)),
    readSet: (file) => ask((reader) => reader.readSet(file)),
  };
}

function createModelWorker(): Worker {
  return new Worker(new URL('./modelWorker.ts', import.meta.url), { type: 'module', name: 'models' });
}
