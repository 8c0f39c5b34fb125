/**
 * Facts about a published model, as `models.json` has them: stated by a source, not derived. Null is not known, or without meaning
 * for this model. A field that is left out does not apply.
 */
export interface ModelEntry {
  /** Name that its maker gave it. */
  readonly name: string;
  /** Year of release. */
  readonly year: number;
  /** Kinds of its attention, in words. For people: what is computed comes from the numbers below. */
  readonly attention: string;
  readonly dModel: number;
  /** All layers, also those that keep no K and V; in an encoder-decoder those of the decoder. */
  readonly layers: number;
  readonly queryHeads: number | null;
  /** KV heads of the full-attention layers; of the windowed ones if there are no others. */
  readonly kvHeads: number | null;
  /** Width of a key head, and of a value head if `headDimV` does not say otherwise. Often not `dModel / queryHeads`. */
  readonly headDim: number | null;
  readonly headDimV?: number;
  /** KV heads of each layer that has attention, if they vary. */
  readonly kvHeadsByLayer?: readonly number[];
  /** Encoders alone keep no cache. */
  readonly encoderOnly?: true;
  readonly encoderLayers?: number;
  readonly decoderLayers?: number;
  /** Tokens of the source that cross-attention reads, if the model fixes them. */
  readonly sourceTokens?: number;
  /** No layer keeps K and V. */
  readonly attentionFree?: true;
  /** Layers that keep K and V of their own, if these are not all. */
  readonly attentionLayers?: number;
  /** Layers that keep a state of fixed size instead of K and V. */
  readonly stateLayers?: number;
  /** Layers that keep a state of fixed size beside K and V. */
  readonly parallelStateLayers?: number;
  /** Layers that read another layer's K and V and keep none. */
  readonly sharedKvLayers?: number;
  /** Layers whose K and V come from an image or a source, and do not grow with the text. */
  readonly crossAttentionLayers?: number;
  readonly slidingWindowTokens?: number;
  readonly slidingWindowLayers?: number;
  readonly chunkedAttentionTokens?: number;
  readonly chunkedAttentionLayers?: number;
  readonly fullAttentionLayers?: number;
  /** KV heads of the windowed layers, if they have others than the full ones. */
  readonly slidingKvHeads?: number;
  readonly slidingHeadDim?: number;
  /** MLA: a layer keeps latent and rope values of a token once, not twice. */
  readonly mlaLatentDim?: number;
  readonly mlaRopeDim?: number;
  /** Layers with a sparse attention's index. */
  readonly indexerLayers?: number;
  /** Bytes of that index, whatever the cache's own type is. */
  readonly indexerBytesPerTokenPerLayer?: number;
  readonly feedForwardDim: number | null;
  readonly vocabulary: number | null;
  readonly maxContextTokens: number | null;
  /** Number in the model's name or card. */
  readonly nominalParameters: number | null;
  /** Its feed-forward layers are mixtures of experts, of which a token passes a few. */
  readonly mixtureOfExperts?: true;
  /** Parameters that one token passes through in a mixture of experts. */
  readonly activeParameters?: number;
  readonly nativeDtype: string | null;
  /** Where the numbers were read. */
  readonly source: string;
  /** Reservation about the source as a whole. */
  readonly sourceCaveat?: string;
  /** `yes` if every field was seen in the published file, in a verbatim copy of it, or in the paper. */
  readonly verified: 'yes' | 'partial';
  /** Fields that were not. */
  readonly unverifiedFields: readonly string[];
  /** What leads people astray. */
  readonly note: string;
}
