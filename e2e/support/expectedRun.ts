import { layerInput } from '../../src/attention/embeddings.ts';
import { referenceAttention } from '../../src/attention/reference.ts';
import { shapeOf } from '../../src/attention/sharing.ts';
import type { Mechanism, RunConfig } from '../../src/attention/types.ts';
import { drawWeights } from '../../src/attention/weights.ts';
import { DEFAULT_SETTINGS, DEFAULT_TEXT } from '../../src/state/settings.ts';

/** What the app opens with: the tokens of the document's sentence, and the settings that decide its numbers. */
export const DEFAULT_TOKENS: readonly string[] = DEFAULT_TEXT.split(' ');
export const DEFAULT_CONFIG: RunConfig = DEFAULT_SETTINGS;

/** Attention weights [numHeads, T, T] that the page should show, from the float64 reference. */
export function expectedWeights(mechanism: Mechanism, tokens: readonly string[], config: RunConfig): Float64Array {
  return referenceAttention({
    x: layerInput(tokens, config),
    weights: drawWeights(mechanism, config),
    shape: shapeOf(mechanism, config),
    causal: config.causal,
  }).attentionWeights;
}
