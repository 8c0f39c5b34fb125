import { referenceAttention } from '../reference.ts';
import { runInput } from '../runInput.ts';
import { shapeOf } from '../sharing.ts';
import type { Mechanism, RunConfig } from '../types.ts';
import { drawWeights } from '../weights.ts';

/** Computes a mechanism's maps in float64 for tests, with weights that are drawn: [numHeads, tokens, tokens]. */
export function referenceMaps(mechanism: Mechanism, tokens: readonly string[], config: RunConfig): Float64Array {
  const x = runInput(tokens, config);
  const weights = drawWeights(mechanism, config);
  const shape = shapeOf(mechanism, config);
  return referenceAttention({ x, weights, shape, causal: config.causal }).attentionWeights;
}
