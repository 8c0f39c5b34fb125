import type { CachedLayers, CachePlan, CostModel, ModelKind } from '../../attention/cost/cachedLayers.ts';
import type { ModelEntry } from './modelEntry.ts';

/** Returns a model of the catalog as the arithmetic of its cost needs it. Throws as `cachePlanOf` does. */
export function costModelOf(entry: ModelEntry): CostModel {
  return {
    name: entry.name,
    plan: cachePlanOf(entry),
    dModel: entry.dModel,
    queryHeads: entry.queryHeads,
    parameters: entry.nominalParameters,
    activeParameters: entry.activeParameters ?? null,
    maxContext: entry.maxContextTokens,
    nativeDtype: entry.nativeDtype,
  };
}

/**
 * Returns what a model of the catalog keeps of a sequence, from its numbers alone. The facts count layers and do not say in which
 * order they stand: full attention comes first here, then what has a window, what keeps a state, and what keeps nothing. Throws
 * with the model's name if the counts contradict each other.
 */
export function cachePlanOf(entry: ModelEntry): CachePlan {
  const kind = kindOf(entry);
  const keepsNothing = kind === 'encoder-only' || kind === 'attention-free';
  return {
    kind,
    layers: keepsNothing ? [] : layersOf(entry),
    crossAttention: crossAttentionOf(entry),
    indexer:
      entry.indexerLayers === undefined
        ? null
        : { layers: entry.indexerLayers, bytesPerToken: entry.indexerBytesPerTokenPerLayer ?? 0 },
  };
}

function kindOf(entry: ModelEntry): ModelKind {
  if (entry.encoderOnly) return 'encoder-only';
  if (entry.attentionFree) return 'attention-free';
  if (entry.decoderLayers !== undefined) return 'encoder-decoder';
  if (entry.crossAttentionLayers !== undefined) return 'decoder+cross';
  const withState = (entry.stateLayers ?? 0) + (entry.parallelStateLayers ?? 0);
  return withState > 0 ? 'hybrid' : 'decoder';
}

function layersOf(entry: ModelEntry): CachedLayers[] {
  const counts = layerCountsOf(entry);
  const windowed = {
    kvHeads: entry.slidingKvHeads ?? entry.kvHeads ?? 0,
    headDimK: entry.slidingHeadDim ?? entry.headDim ?? 0,
    headDimV: entry.headDimV ?? entry.slidingHeadDim ?? entry.headDim ?? 0,
  };
  const nothing = { kvHeads: 0, headDimK: 0, headDimV: 0, window: null };
  const groups: CachedLayers[] = [
    ...fullLayersOf(entry, counts.full),
    { kind: 'sliding', count: counts.sliding, ...windowed, window: entry.slidingWindowTokens ?? null },
    { kind: 'chunked', count: counts.chunked, ...windowed, window: entry.chunkedAttentionTokens ?? null },
    { kind: 'state', count: counts.state, ...nothing },
    { kind: 'shared', count: counts.shared, ...nothing },
    { kind: 'cross', count: counts.cross, ...nothing },
    { kind: 'none', count: counts.none, ...nothing },
  ];
  return groups.filter(({ count }) => count > 0);
}

/** Counts the layers by what they keep; together they are all the layers there are. */
function layerCountsOf(entry: ModelEntry) {
  const state = entry.stateLayers ?? 0;
  const shared = entry.sharedKvLayers ?? 0;
  const cross = entry.crossAttentionLayers ?? 0;
  const sliding = entry.slidingWindowLayers ?? 0;
  const chunked = entry.chunkedAttentionLayers ?? 0;
  const attending = entry.attentionLayers ?? entry.layers - state - shared - cross;
  const full = attending - sliding - chunked;
  const none = entry.layers - attending - state - shared - cross;
  if (full < 0 || none < 0)
    throw new Error(`${entry.name} has ${entry.layers} layers, fewer than its kinds of layers together.`);
  if (entry.fullAttentionLayers !== undefined && entry.fullAttentionLayers !== full)
    throw new Error(`${entry.name} has ${full} layers of full attention left, not ${entry.fullAttentionLayers}.`);
  if (entry.kvHeadsByLayer !== undefined && entry.kvHeadsByLayer.length !== full)
    throw new Error(`${entry.name} names KV heads of ${entry.kvHeadsByLayer.length} layers, and has ${full}.`);
  return { full, sliding, chunked, state, shared, cross, none };
}

function fullLayersOf(entry: ModelEntry, count: number): CachedLayers[] {
  if (entry.mlaLatentDim !== undefined) {
    const width = entry.mlaLatentDim + (entry.mlaRopeDim ?? 0);
    return [{ kind: 'mla', count, kvHeads: 1, headDimK: width, headDimV: 0, window: null }];
  }
  const headDimK = entry.headDim ?? 0;
  const headDimV = entry.headDimV ?? headDimK;
  const counts = new Map<number, number>();
  for (const kvHeads of entry.kvHeadsByLayer ?? []) counts.set(kvHeads, (counts.get(kvHeads) ?? 0) + 1);
  if (entry.kvHeadsByLayer === undefined) counts.set(entry.kvHeads ?? 0, count);
  return [...counts].map(([kvHeads, count]) => ({ kind: 'full', count, kvHeads, headDimK, headDimV, window: null }));
}

function crossAttentionOf(entry: ModelEntry): CachePlan['crossAttention'] {
  const layers = entry.crossAttentionLayers ?? entry.decoderLayers;
  if (layers === undefined) return null;
  return {
    layers,
    kvHeads: entry.kvHeads ?? 0,
    headDim: entry.headDim ?? 0,
    sourceTokens: entry.sourceTokens ?? null,
  };
}
