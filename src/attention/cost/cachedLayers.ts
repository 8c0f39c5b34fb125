/**
 * Kinds of layers, by what each keeps of a sequence:
 *
 * - `full`: K and V of every token
 * - `sliding`: K and V of the last `window` tokens at most
 * - `chunked`: K and V of the current chunk, `window` tokens at most (Llama 4)
 * - `mla`: one vector of latent and rope values a token, for K and V together: `headDimK` wide, `headDimV` 0
 * - `state`: something of fixed size (Mamba, Gated DeltaNet, convolution), or nothing at all (a layer that is only an MLP)
 * - `shared`: nothing: it reads an earlier layer's K and V
 * - `cross`: K and V of the source (encoder output, image), which do not grow with the text
 * - `none`: nothing: its attention was taken out
 */
export type LayerKind = 'full' | 'sliding' | 'chunked' | 'mla' | 'state' | 'shared' | 'cross' | 'none';

/** Layers that keep the same. */
export interface CachedLayers {
  readonly kind: LayerKind;
  /** Number of such layers. */
  readonly count: number;
  /** KV heads of each layer; 0 where a layer keeps no K and V of its own. */
  readonly kvHeads: number;
  /** Width of a key head in elements; in `mla` layers latent and rope together. */
  readonly headDimK: number;
  /** Width of a value head in elements; 0 in `mla` layers. */
  readonly headDimV: number;
  /** Tokens that a `sliding` or `chunked` layer keeps at most; else null. */
  readonly window: number | null;
}

/** Kinds of models, by what they keep while they write. `encoder-only` and `attention-free` keep no K and V: that is no error. */
export type ModelKind = 'decoder' | 'hybrid' | 'encoder-decoder' | 'decoder+cross' | 'encoder-only' | 'attention-free';

/** K and V of a source: fixed as soon as the source is known. */
export interface CrossAttention {
  readonly layers: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** Tokens of the source if the model fixes them (Whisper: 1,500); else null. */
  readonly sourceTokens: number | null;
}

/** A sparse attention's index beside the cache, in bytes whatever the cache's own type is. */
export interface Indexer {
  readonly layers: number;
  /** Bytes a token in each of these layers. */
  readonly bytesPerToken: number;
}

/** All that decides what a model keeps of a sequence. */
export interface CachePlan {
  readonly kind: ModelKind;
  /** In order of first appearance. */
  readonly layers: readonly CachedLayers[];
  readonly crossAttention: CrossAttention | null;
  readonly indexer: Indexer | null;
}

/** A model as the arithmetic of its cost needs it. Null: not known, or without meaning for this model. */
export interface CostModel {
  readonly name: string;
  readonly plan: CachePlan;
  readonly dModel: number | null;
  readonly queryHeads: number | null;
  /** Parameters of the whole model. */
  readonly parameters: number | null;
  /** Parameters that one token passes through, if they are fewer (mixture of experts). */
  readonly activeParameters: number | null;
  /** Tokens that the model was made for. */
  readonly maxContext: number | null;
  /** Type of its weights as published, in words: "bf16", "fp32", "fp8 (e4m3)". */
  readonly nativeDtype: string | null;
}
