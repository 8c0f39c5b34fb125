import type { ModelReader } from './ModelReader.ts';
import { openWorker, type ReaderWorker, WORKER_FAILED } from './readerWorker.ts';

interface ModelReaderOptions {
  /** Makes the worker; tests make one that fails. */
  readonly createWorker?: () => Worker;
}

/** A reader that can be got ready ahead of its first file. */
interface StartedReader extends ModelReader {
  start(): void;
}

/**
 * A reader that makes its worker when it starts, and reads in the page, a slice at a time, once that has failed: a model has
 * a million numbers to check, hash and convert, and the page has its first picture to draw.
 */
export function createModelReader({ createWorker = createModelWorker }: ModelReaderOptions = {}): StartedReader {
  let end: ReaderWorker | 'page' | undefined;

  function start(): void {
    try {
      end ??= openWorker(createWorker());
    } catch {
      end = 'page';
    }
  }

  async function read<Result>(ask: (reader: ModelReader) => Promise<Result>): Promise<Result> {
    start();
    if (end instanceof Object) {
      const answer = await end.answer(ask);
      if (answer !== WORKER_FAILED) return answer;
      end = 'page';
    }
    const { fileReader } = await import('./fileReader.ts');
    return ask(fileReader(() => new Promise((resume) => setTimeout(resume))));
  }

  return {
    start,
    readShipped: (file, sha256) => read((reader) => reader.readShipped(file, sha256)),
    readSet: (file) => read((reader) => reader.readSet(file)),
  };
}

function createModelWorker(): Worker {
  return new Worker(new URL('./modelWorker.ts', import.meta.url), { type: 'module', name: 'models' });
}
