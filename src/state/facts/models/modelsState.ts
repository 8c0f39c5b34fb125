import type { TrainedModel } from '../../../attention/trained/trainedModel.ts';
import type { AttentionShape, Mechanism } from '../../../attention/types.ts';

/** One of the models that come with the app. */
export type ShippedModelState =
  | { readonly phase: 'loading'; readonly loadedBytes: number }
  | { readonly phase: 'ready'; readonly model: TrainedModel }
  /** `error`: a sentence. */
  | { readonly phase: 'failed'; readonly error: string };

/** Models that the user trained or opened. */
export interface OwnModels {
  /** For people. */
  readonly title: string;
  /** The sizes, with GQA's KV heads. */
  readonly shape: AttentionShape;
  /** The name of each mechanism's model, which no other set of models ever had. */
  readonly names: Readonly<Record<Mechanism, string>>;
  /** By those names. */
  readonly models: Readonly<Record<string, TrainedModel>>;
}

/** The models that runs with trained weights can be asked for. */
export interface ModelsState {
  /** Those that come with the app, by the name of their file: loaded, on their way, or failed. */
  readonly shipped: Readonly<Record<string, ShippedModelState>>;
  /** The user's own, of which there is one set at a time. */
  readonly own: OwnModels | null;
}

export const NO_MODELS: ModelsState = { shipped: {}, own: null };
