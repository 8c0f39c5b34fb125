import type { CachedLayers, LayerKind } from '../../attention/cost/cachedLayers.ts';

/** One layer, by what it keeps. */
export type Layer = Omit<CachedLayers, 'count'>;

/** Returns a layer that keeps no K and V of its own. */
export function emptyLayer(kind: Extract<LayerKind, 'state' | 'shared' | 'cross' | 'none'>): Layer {
  return { kind, kvHeads: 0, headDimK: 0, headDimV: 0, window: null };
}

/** Returns layers that keep the same together, in the order in which they first appear. */
export function groupedLayers(layers: readonly Layer[]): CachedLayers[] {
  const groups = new Map<string, CachedLayers>();
  for (const layer of layers) {
    const key = [layer.kind, layer.kvHeads, layer.headDimK, layer.headDimV, layer.window].join();
    groups.set(key, { ...layer, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  return [...groups.values()];
}
