import type { CostModel } from '../../attention/cost/cachedLayers.ts';
import type { DraftFacts, ModelDraft } from './fields/modelDraft.ts';

/** A value that a file does not give: "head_dim = 128". */
export interface DefaultValue {
  /** "default": the family's own code, or all families, take it. "from the file": it follows from the shapes of its tensors. */
  readonly origin: 'default' | 'from the file';
  readonly field: string;
  readonly value: string;
}

/** Something said beside the figures: a subject of one word, and a sentence. */
export interface Remark {
  readonly tag: string;
  readonly sentence: string;
}

export interface ReadModel {
  readonly kind: 'model';
  readonly model: CostModel;
  /** What was read, in words: "config.json (llama)". */
  readonly from: string;
  readonly defaults: readonly DefaultValue[];
  readonly remarks: readonly Remark[];
}

/** Fields, some of them filled in, because a file does not say all. */
export interface ReadDraft {
  readonly kind: 'draft';
  readonly from: string;
  readonly draft: ModelDraft;
  readonly facts: DraftFacts;
  readonly remarks: readonly Remark[];
}

/** Outcome of reading files: a model, a draft of one, or a sentence why not. */
export type OwnReading = ReadModel | ReadDraft | { readonly kind: 'refused'; readonly sentence: string };
