import type { CostModel } from '../../attention/cost/cachedLayers.ts';

/** Subjects of notes, one word each, for a page that sorts or marks them. */
export type NoteTag =
  | 'default'
  | 'ignored'
  | 'unknown-family'
  | 'not-json'
  | 'windowed-layers'
  | 'chunked'
  | 'shared-layers'
  | 'no-attention'
  | 'state'
  | 'state-and-attention-in-every-layer'
  | 'no-cache'
  | 'k-eq-v'
  | 'latent-not-cached'
  | 'one-latent'
  | 'two-attentions'
  | 'indexer-cache'
  | 'index-cache'
  | 'cross-attention'
  | 'kv-cache-quantised'
  | 'weights-quantised';

/** Something to be said beside the figures. */
export interface Note {
  readonly tag: NoteTag;
  /** Name of the file's field that it is about; null if it is about none in particular. */
  readonly field: string | null;
  readonly sentence: string;
}

/** A value that the file does not give: the default of the family's own code, or one that follows from other fields. */
export interface Assumed {
  readonly field: string;
  readonly value: number | string | boolean;
}

/** A model as its `config.json` describes it. */
export interface ReadConfig {
  readonly model: CostModel;
  /** The `model_type` that decided which rules apply: the inner one of a nested file. */
  readonly family: string;
  /** Path of the object that describes the language model: "" is the file itself. */
  readonly textPath: string;
  /** Type of the weights as the file calls it ("bfloat16"), before any quantisation; null if it does not say. */
  readonly dtype: string | null;
  /** Widths that the single vector of an `mla` layer is made of; null for other models. */
  readonly mla: { readonly latent: number; readonly rope: number } | null;
  /** Keys of a sparse attention's index whose type is the engine's choice: elements, not bytes. */
  readonly indexKeys: { readonly layers: number; readonly elementsPerToken: number } | null;
  /** Query heads of each layer if they are not the same in all; 0 if a layer has no attention. */
  readonly queryHeadsByLayer: readonly number[] | null;
  readonly assumed: readonly Assumed[];
  readonly notes: readonly Note[];
}

/** The field that cannot be read, and a sentence that names it and its value. */
export interface Refusal {
  readonly field: string;
  readonly sentence: string;
}

export type ConfigReading = ReadConfig | { readonly refusal: Refusal };
