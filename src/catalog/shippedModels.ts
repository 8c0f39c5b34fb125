import type { MedianAndRange } from '../attention/numbers/medianAndRange.ts';
import catalog from './shippedModels.json' with { type: 'json' };

/**
 * The models that come with HeadRoom, told apart by their KV heads: what has to be known to load and to compute with them.
 * What was measured of them is in `trainedModels.ts`.
 */
export interface ShippedCatalog {
  /** Of every model. */
  readonly dModel: number;
  readonly numHeads: number;
  /** From most KV heads to fewest: MHA first, MQA last. */
  readonly models: readonly ShippedModel[];
  /** The KV heads of those that got stuck in training; see `gotStuck`. */
  readonly stuck: readonly number[];
}

/** One number of KV heads, and the file that ships. */
export interface ShippedModel {
  readonly numKvHeads: number;
  /** Of the training that ships: of all seeds the one whose loss on held-out sequences is the median. */
  readonly seed: number;
  /** The file's name in the folder `weights/` beside the page: that training, in float16. */
  readonly file: string;
  /** Its size. */
  readonly bytes: number;
  /** Its SHA-256, in hexadecimal: what is loaded is used only if it has this hash. */
  readonly sha256: string;
  /** Of the whole model, both layers and all five readouts. */
  readonly parameters: number;
  /** Losses of all its trainings, in nats, on held-out sequences: the median is that of the one that ships. */
  readonly loss: MedianAndRange;
}

/** Written by `npm run train -- --catalog` from the models' files, and by nothing else. */
export const SHIPPED_MODELS: ShippedCatalog = catalog;

/** The shipped model with so many KV heads; none where there is no such file. */
export function shippedModel(numKvHeads: number): ShippedModel | undefined {
  return SHIPPED_MODELS.models.find((model) => model.numKvHeads === numKvHeads);
}
