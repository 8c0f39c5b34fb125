import { isWindowed, sourceTokensOf } from '../../attention/cost/cacheBytes.ts';
import { blocksOfSequence } from '../../attention/cost/serving/blocks.ts';
import { fitOnGpus } from '../../attention/cost/serving/fit.ts';
import type { ContextLine } from '../../charts/cost/context/lines.ts';
import type { CostSetup, CostVariant } from '../costSetup.ts';
import { fitInputOf } from '../fitInputOf.ts';

/**
 * Returns what one GPU of the fullest replica holds of a variant with all sequences that were asked for, against their length: in
 * whole blocks, so that it meets the memory at the very length up to which *What fits* says that it fits. None if the numbers
 * are refused.
 */
export function memoryLine(setup: CostSetup, variant: CostVariant): ContextLine[] {
  const outcome = fitOnGpus(fitInputOf(setup, variant));
  if (!outcome.ok) return [];
  const { weightBytesPerGpu, overheadBytes, layout, replicas } = outcome.value;
  const { plan } = variant.variant.model;
  const sequences = BigInt(Math.ceil(setup.choice.sequences / replicas));
  const sourceTokens = sourceTokensOf(plan) ?? 0;
  const bytesOfSequence = (tokens: number) =>
    layout && tokens > 0
      ? blocksOfSequence(layout, { tokens, sourceTokens, scheduledTokens: null }) * layout.blockBytes
      : 0n;
  const windows = plan.layers.filter(isWindowed).map(({ window }) => window);
  return [
    {
      name: variant.name,
      accent: variant.accent,
      bytesAt: (tokens) => weightBytesPerGpu + overheadBytes + sequences * bytesOfSequence(tokens),
      kinks: [...new Set(windows.filter((window) => window !== null))].sort((a, b) => a - b),
    },
  ];
}
