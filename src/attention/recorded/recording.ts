import type { Token } from '../types.ts';

/** Most recordings that stand side by side. */
export const MOST_RECORDINGS = 3;

/** One recorded layer's sizes, which may differ from layer to layer. */
export interface RecordedLayerFacts {
  /** The layer's number in the model, from 0. A recording may leave layers out. */
  readonly layer: number;
  /** Query heads. */
  readonly numHeads: number;
  /** KV heads, of which `numHeads` is a multiple. */
  readonly numKvHeads: number;
  /** Features of a head, if q, k and v are recorded; null otherwise. */
  readonly headDim: number | null;
}

/** The vectors that a layer's maps follow from: after q/k norm and after turning by position, if the model has these. */
export interface RecordedVectors {
  /** [numHeads, tokens, headDim] */
  readonly q: Float32Array;
  /** [numKvHeads, tokens, headDim] */
  readonly k: Float32Array;
  /** [numKvHeads, tokens, headDim] */
  readonly v: Float32Array;
}

/** One layer's attention, as its model gave it. */
export interface RecordedLayer extends RecordedLayerFacts {
  /** [numHeads, tokens, tokens], query by key; each row sums to 1. */
  readonly weights: Float32Array;
  readonly vectors: RecordedVectors | null;
}

/** What a recording says of itself. */
export interface RecordingFacts {
  /** The model's name, as the recording gives it, or the file's. */
  readonly name: string;
  readonly tokens: readonly Token[];
  /** Whether no query reads a key after it. */
  readonly causal: boolean;
  /** Scores are q · k times this; null for 1/√headDim. */
  readonly scale: number | null;
  /** In ascending order of `layer`, at least one. */
  readonly layers: readonly RecordedLayerFacts[];
}

/** An open recording: a model's attention on one text, read a layer at a time. */
export interface Recording extends RecordingFacts {
  /** Reads a layer of `layers`, by its index there. Rejects with a sentence if its numbers can't be read or are no attention. */
  readLayer(index: number): Promise<RecordedLayer>;
}
