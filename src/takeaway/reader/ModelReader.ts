import type { ModelSet, TrainedModel } from '../../attention/trained/trainedModel.ts';

/** Reads files of models, on whichever thread it lives. */
export interface ModelReader {
  /**
   * The model in a file that ships, or null where the file has another SHA-256 than the one given in hexadecimal. Rejects
   * where the file is the right one and holds no model.
   */
  readShipped(file: Uint8Array, sha256: string): Promise<TrainedModel | null>;
  /** The models in a file that the user chose or dropped. Rejects with a sentence where there are none. */
  readSet(file: Blob): Promise<ModelSet>;
}
