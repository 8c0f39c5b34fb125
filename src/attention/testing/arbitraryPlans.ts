import fc from 'fast-check';
import type { CachedLayers, CachePlan } from '../cost/cachedLayers.ts';
import { ELEMENT_TYPES, type ElementFormat } from '../cost/elementTypes.ts';

const headDims = fc.constantFrom(1, 7, 64, 80, 128, 192, 256);
const windows = fc.integer({ min: 1, max: 300 });

/** Layers of each kind with K and V, or what stands in their place, and of those that keep nothing. */
export const arbitraryLayers: fc.Arbitrary<CachedLayers> = fc
  .record({
    kind: fc.constantFrom('full', 'sliding', 'chunked', 'mla', 'state', 'shared', 'none'),
    count: fc.integer({ min: 1, max: 9 }),
    kvHeads: fc.constantFrom(1, 2, 4, 8),
    headDimK: headDims,
    headDimV: headDims,
    window: windows,
  })
  .map(({ window, ...layers }): CachedLayers => {
    switch (layers.kind) {
      case 'full':
        return { ...layers, window: null };
      case 'sliding':
      case 'chunked':
        return { ...layers, window };
      case 'mla':
        return { ...layers, kvHeads: 1, headDimV: 0, window: null };
      default:
        return { ...layers, kvHeads: 0, headDimK: 0, headDimV: 0, window: null };
    }
  });

/** Plans of all kinds of layers, with and without cross-attention and an index. */
export const arbitraryPlan: fc.Arbitrary<CachePlan> = fc.record({
  kind: fc.constant('decoder'),
  layers: fc.array(arbitraryLayers, { minLength: 1, maxLength: 4 }),
  crossAttention: fc.option(
    fc.record({
      layers: fc.integer({ min: 1, max: 4 }),
      kvHeads: fc.constantFrom(1, 2, 4, 8),
      headDim: headDims,
      sourceTokens: fc.option(fc.integer({ min: 1, max: 1500 })),
    }),
  ),
  indexer: fc.option(fc.record({ layers: fc.integer({ min: 1, max: 4 }), bytesPerToken: fc.constantFrom(1, 132) })),
});

/** Every type of element, half of them with scales. */
export const arbitraryFormat: fc.Arbitrary<ElementFormat> = fc.record({
  type: fc.constantFrom(...ELEMENT_TYPES),
  scales: fc.option(fc.record({ elements: fc.constantFrom(16, 32, 128), bytes: fc.constantFrom(1, 2, 4) })),
});

/** A plan of like layers alone. */
export function planOf(layers: Partial<CachedLayers>, rest: Partial<CachePlan> = {}): CachePlan {
  const full = { kind: 'full', count: 32, kvHeads: 8, headDimK: 128, headDimV: 128, window: null } as const;
  return { kind: 'decoder', layers: [{ ...full, ...layers }], crossAttention: null, indexer: null, ...rest };
}
