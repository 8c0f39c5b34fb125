import type { RecordedLayer, RecordingFacts } from '../../attention/recorded/recording.ts';

/** Reads recordings, on whichever thread it lives. A file stays on disk: each call reads what it needs of it. */
export interface RecordingReader {
  /**
   * Reads a recording's facts, and its first layer to see that it holds attention. Rejects with a sentence if it does not.
   *
   * @param name the file's, for a recording that does not name its model
   */
  readFacts(file: Blob, name: string): Promise<RecordingFacts>;
  /** Reads a layer of `facts`, by its index there. Rejects with a sentence if its numbers can't be read or are no attention. */
  readLayer(file: Blob, facts: RecordingFacts, index: number): Promise<RecordedLayer>;
}
