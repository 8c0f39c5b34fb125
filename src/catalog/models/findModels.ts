import { matchesName } from '../schema/search.ts';
import { type AttentionKind, attentionKindsOf, SHARING_KINDS } from './attentionKinds.ts';
import type { ModelEntry } from './modelEntry.ts';

/** What is looked for among the models. */
export interface ModelSearch {
  /** Words of the name, in any order; see `matchesName`. */
  readonly query?: string;
  /** Kinds of attention: one of those of sharing that are named, and all others that are. */
  readonly filters?: readonly AttentionKind[];
}

/**
 * Returns the models that fit, in their order; an empty list if none does. Ways of sharing are alternatives (MHA or MQA); windows,
 * chunks and states are asked for besides (MQA with a sliding window).
 */
export function findModels(
  models: readonly ModelEntry[],
  { query = '', filters = [] }: ModelSearch,
): readonly ModelEntry[] {
  const isSharing = (kind: AttentionKind) => (SHARING_KINDS as readonly AttentionKind[]).includes(kind);
  const alternatives = filters.filter(isSharing);
  const others = filters.filter((kind) => !isSharing(kind));
  return models.filter((model) => {
    if (!matchesName(query, model.name)) return false;
    if (filters.length === 0) return true;
    const kinds = attentionKindsOf(model);
    const shares = alternatives.length === 0 || alternatives.some((kind) => kinds.has(kind));
    return shares && others.every((kind) => kinds.has(kind));
  });
}
