import type { Recording } from '../../attention/recorded/recording.ts';
import { whileHeard } from '../../threads/whileHeard.ts';
import { workerOrPage } from '../../threads/workerOrPage.ts';
import type { RecordingReader } from './RecordingReader.ts';

interface RecordingReaderOptions {
  /** Makes the worker; tests make one that fails. */
  readonly createWorker?: () => Worker;
}

/** Opens recordings. */
export interface RecordingOpener {
  /**
   * Opens a recording, of which nothing but the header and the first layer is read until another layer is asked for. Rejects
   * with a sentence if it is not one, or one that can't be shown.
   *
   * @param name the file's, for a recording that does not name its model
   */
  openRecording(file: Blob, name: string): Promise<Recording>;
}

/** A worker that gives no sign of life for so long is dead. A large layer on a slow disk may take longer; it gives signs. */
const SILENCE_LIMIT_MS = 20_000;

/**
 * Opens recordings in a worker, which the first one makes, and in the page, head by head, once that has failed: a layer may
 * have millions of weights to convert and to check.
 */
export function createRecordingReader({
  createWorker = createRecordingWorker,
}: RecordingReaderOptions = {}): RecordingOpener {
  const { ask } = workerOrPage<RecordingReader>({
    createWorker,
    name: 'The worker that reads recordings',
    inWorker(worker) {
      const answerOf = whileHeard(worker, () => SILENCE_LIMIT_MS);
      return {
        readFacts: (file, name) => answerOf((remote) => remote.readFacts(file, name)),
        readLayer: (file, facts, index) => answerOf((remote) => remote.readLayer(file, facts, index)),
      };
    },
    async inPage() {
      const { fileRecordings } = await import('./fileRecordings.ts');
      return fileRecordings(() => new Promise((resume) => setTimeout(resume)));
    },
  });
  return {
    async openRecording(file, name) {
      const facts = await ask((reader) => reader.readFacts(file, name));
      return { ...facts, readLayer: (index) => ask((reader) => reader.readLayer(file, facts, index)) };
    },
  };
}

function createRecordingWorker(): Worker {
  return new Worker(new URL('./recordingWorker.ts', import.meta.url), { type: 'module', name: 'recordings' });
}
