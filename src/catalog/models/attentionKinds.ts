import { cachePlanOf } from './cachePlan.ts';
import type { ModelEntry } from './modelEntry.ts';

/** Ways in which query heads share K and V. */
export const SHARING_KINDS = ['MHA', 'GQA', 'MQA', 'MLA'] as const;

/** Ways in which layers differ besides. */
export const LAYER_KINDS = ['sliding window', 'chunked', 'hybrid'] as const;

export type SharingKind = (typeof SHARING_KINDS)[number];
export type AttentionKind = SharingKind | (typeof LAYER_KINDS)[number];

/**
 * Returns the kinds of attention that a model has, from its numbers alone: several ways of sharing if its layers differ, none if
 * it has no attention.
 */
export function attentionKindsOf(entry: ModelEntry): ReadonlySet<AttentionKind> {
  const { kind, layers } = cachePlanOf(entry);
  const kinds = new Set<AttentionKind>();
  // An encoder shares K and V in some way, too, though it keeps none of them.
  if (kind === 'encoder-only') kinds.add(sharingOf(entry.queryHeads ?? 0, entry.kvHeads ?? 0));
  for (const layer of layers) {
    if (layer.kind === 'mla') kinds.add('MLA');
    else if (layer.kvHeads > 0) kinds.add(sharingOf(entry.queryHeads ?? 0, layer.kvHeads));
    if (layer.kind === 'sliding') kinds.add('sliding window');
    if (layer.kind === 'chunked') kinds.add('chunked');
  }
  if (kind === 'hybrid') kinds.add('hybrid');
  return kinds;
}

/** Returns how so many query heads share so many KV heads. */
export function sharingOf(queryHeads: number, kvHeads: number): 'MHA' | 'GQA' | 'MQA' {
  if (kvHeads >= queryHeads) return 'MHA';
  return kvHeads === 1 ? 'MQA' : 'GQA';
}
