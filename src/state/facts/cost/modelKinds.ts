import type { LayerKind, ModelKind } from '../../../attention/cost/cachedLayers.ts';

/** Kinds of layers in the order in which links count them: one that is added comes last. */
export const LAYER_KINDS: readonly LayerKind[] = [
  ...(['full', 'sliding', 'chunked', 'mla'] as const),
  ...(['state', 'shared', 'cross', 'none'] as const),
];

/** Kinds of models, as above. */
export const MODEL_KINDS: readonly ModelKind[] = [
  ...(['decoder', 'hybrid', 'encoder-decoder'] as const),
  ...(['decoder+cross', 'encoder-only', 'attention-free'] as const),
];
