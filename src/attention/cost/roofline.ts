import {
  bytesPerToken,
  crossAttentionBytes,
  keepsText,
  keptTokens,
  layerTokenBytes,
  sequenceBytes,
  sourceTokensOf,
} from './cacheBytes.ts';
import type { CachedLayers, CachePlan } from './cachedLayers.ts';
import { ceilDiv, type ElementFormat } from './elementTypes.ts';
import { planOfOneGpu } from './serving/tensorParallel.ts';
import type { HeadWidths } from './variants.ts';

/** A model on the GPUs of one replica. */
export interface RooflineInput {
  readonly plan: CachePlan;
  readonly queryHeads: number;
  /** How K and V are stored. */
  readonly format: ElementFormat;
  /** Bytes of all weights. */
  readonly weightBytes: bigint;
  readonly parameters: number;
  /** Parameters that one token passes through, if they are fewer. */
  readonly activeParameters: number | null;
  readonly tensorParallel: number;
  /** Bytes a second that one GPU's memory moves. */
  readonly bandwidth: number;
  /** FLOP a second of one GPU, in the type that it computes in. */
  readonly peakFlops: number;
  readonly sourceTokens?: number | null | undefined;
  /** Width of MLA's latent, which is what values are summed from: DeepSeek-V3's is 512 of 576. */
  readonly latentDim?: number | null | undefined;
  /** Widths of MLA's decompressed heads, with which a prompt is computed. */
  readonly widths?: HeadWidths | null | undefined;
  /** Tokens that a sparse attention chooses by its index, and reads: DeepSeek-V3.2 takes 2,048. Without an index no matter. */
  readonly chosenTokens?: number | null | undefined;
}

/** Why a bound is lower than it need be: something that the plan does not say is counted as nothing. */
export type LeftOut =
  /** The latent's width is not known: the values of MLA layers are not computed. */
  | 'mla values'
  /** The decompressed heads are not known: MLA layers do not attend while a prompt is read. */
  | 'mla prompt'
  /** Experts: one token's are read, however many tokens choose theirs. */
  | 'experts'
  /** It is not known how many tokens a sparse attention chooses: its index is read, and nothing else. */
  | 'sparse attention'
  /** States are neither read nor computed. */
  | 'states'
  /** Layers that read another layer's K and V do it for nothing. */
  | 'shared layers'
  /** Cross-attention to a source of unknown length. */
  | 'source';

/** The least that a step moves and computes, and the least time that takes. All of it on all GPUs together. */
export interface Step {
  readonly weightBytes: bigint;
  /** K and V that are read; those of repeated heads by each GPU. */
  readonly cacheReadBytes: bigint;
  readonly cacheWrittenBytes: bigint;
  readonly bytes: bigint;
  /** Two for each active parameter and token. */
  readonly weightFlops: bigint;
  readonly attentionFlops: bigint;
  readonly flops: bigint;
  /** FLOP a byte. */
  readonly intensity: number;
  /** `peakFlops / bandwidth`: below it memory is what a step waits for. */
  readonly ridge: number;
  readonly memoryMs: number;
  readonly computeMs: number;
  /** The larger of the two: no program is faster on these GPUs. */
  readonly boundMs: number;
  readonly boundBy: 'memory' | 'compute';
  readonly leftOut: readonly LeftOut[];
}

/** The batch from which on a decode step waits for arithmetic rather than for memory. */
export type Crossing =
  | { readonly kind: 'at'; readonly batch: bigint }
  /** Each sequence takes longer to read than to compute, and so do any number of them. */
  | { readonly kind: 'never' };

/**
 * The least time of one decode step: one token for each of `batch` sequences of `contextTokens`, the new one among them. Weights
 * are read once, every sequence's cache once, and the new token's K and V are written. Sources: Williams et al. 2009 (the
 * roofline); Shazeer 2019, section 2.4, and Pope et al. 2022, section 2 (what decoding moves and computes).
 *
 * @param batch whole, ≥ 1  @param contextTokens whole, ≥ 1
 */
export function decodeStep(input: RooflineInput, batch: number, contextTokens: number): Step {
  const { cacheReadBytes, cacheWrittenBytes, attentionFlops } = sequenceDecode(input, contextTokens);
  const sequences = BigInt(batch);
  return step(input, BigInt(batch), ['mla values'], {
    cacheReadBytes: sequences * cacheReadBytes,
    cacheWrittenBytes: sequences * cacheWrittenBytes,
    attentionFlops: sequences * attentionFlops,
  });
}

/**
 * The least time to read `batch` prompts of `promptTokens`: every pair of a token and one that it sees is computed once, weights
 * are read once, and what is kept is written once.
 */
export function prefill(input: RooflineInput, batch: number, promptTokens: number): Step {
  const { plan, queryHeads, format, widths } = input;
  const sequences = BigInt(batch);
  const sourceTokens = sourceTokensOf(plan, input.sourceTokens) ?? 0;
  const text = seenLayers(input).map((run) => {
    const { headDimK, headDimV } = run.kind === 'mla' ? (widths ?? { headDimK: 0, headDimV: 0 }) : run;
    return BigInt(run.count) * headFlops(queryHeads, headDimK + headDimV) * pairsSeen(run, promptTokens);
  });
  const attentionFlops = sum(text) + crossFlops(input) * BigInt(promptTokens) * BigInt(sourceTokens);
  return step(input, sequences * BigInt(promptTokens), ['mla prompt'], {
    cacheReadBytes: 0n,
    cacheWrittenBytes: sequences * onAllGpus(input, (onGpu) => keptBytes(onGpu, format, promptTokens, sourceTokens)),
    attentionFlops: sequences * attentionFlops,
  });
}

/** The smallest batch at which a decode step takes at least as long to compute as to move, exact to the last sequence. */
export function decodeCrossing(input: RooflineInput, contextTokens: number): Crossing {
  const { cacheReadBytes, cacheWrittenBytes, attentionFlops } = sequenceDecode(input, contextTokens);
  const [bandwidth, peak] = [BigInt(Math.round(input.bandwidth)), BigInt(Math.round(input.peakFlops))];
  const computeEach = (weightFlopsOf(input) + attentionFlops) * bandwidth;
  const moveEach = (cacheReadBytes + cacheWrittenBytes) * peak;
  if (computeEach <= moveEach) return { kind: 'never' };
  const batch = ceilDiv(weightBytesRead(input) * peak, computeEach - moveEach);
  return { kind: 'at', batch: batch > 1n ? batch : 1n };
}

interface Attention {
  readonly cacheReadBytes: bigint;
  readonly cacheWrittenBytes: bigint;
  readonly attentionFlops: bigint;
}

/** One sequence's part of a decode step. */
function sequenceDecode(input: RooflineInput, contextTokens: number): Attention {
  const { plan, queryHeads, format, latentDim } = input;
  const sourceTokens = sourceTokensOf(plan, input.sourceTokens) ?? 0;
  const text = seenLayers(input).map((run) => {
    const valueWidth = run.kind === 'mla' ? (latentDim ?? 0) : run.headDimV;
    return (
      BigInt(run.count) * headFlops(queryHeads, run.headDimK + valueWidth) * BigInt(seenTokens(run, contextTokens))
    );
  });
  return {
    // The new token's own K and V are at hand. Those of the source are read again, and never written again.
    cacheReadBytes: onAllGpus(input, (onGpu) => {
      const earlier = seenLayers({ ...input, plan: onGpu }).map((run) => {
        const tokens = BigInt(Math.max(0, seenTokens(run, contextTokens) - 1));
        return BigInt(run.count) * layerTokenBytes(run, format) * tokens;
      });
      const index = bytesPerToken(onGpu, format).indexer * BigInt(contextTokens - 1);
      return sum(earlier) + index + crossAttentionBytes(onGpu, format, sourceTokens);
    }),
    cacheWrittenBytes: onAllGpus(input, (onGpu) => keptBytes(onGpu, format, 1, 0)),
    attentionFlops: sum(text) + crossFlops(input) * BigInt(sourceTokens),
  };
}

/** Layers that keep K and V, and the tokens that each attends to at most, if fewer than it keeps. */
type SeenLayers = CachedLayers & { readonly chosen: number | null };

function seenLayers({ plan, chosenTokens }: RooflineInput): SeenLayers[] {
  const chosen = plan.indexer ? (chosenTokens ?? 0) : null;
  return plan.layers.filter(keepsText).map((run) => ({ ...run, chosen }));
}

/** Tokens that a token at the end of so many attends to, itself among them. */
function seenTokens(run: SeenLayers, tokens: number): number {
  const kept = keptTokens(run, tokens);
  return run.chosen === null ? kept : Math.min(kept, run.chosen);
}

function step(input: RooflineInput, tokens: bigint, mla: readonly LeftOut[], attention: Attention): Step {
  const { bandwidth, peakFlops, tensorParallel } = input;
  const weightBytes = weightBytesRead(input);
  const bytes = weightBytes + attention.cacheReadBytes + attention.cacheWrittenBytes;
  const weightFlops = weightFlopsOf(input) * tokens;
  const flops = weightFlops + attention.attentionFlops;
  const memoryMs = (1e3 * Number(bytes)) / (bandwidth * tensorParallel);
  const computeMs = (1e3 * Number(flops)) / (peakFlops * tensorParallel);
  return {
    ...attention,
    weightBytes,
    bytes,
    weightFlops,
    flops,
    intensity: Number(flops) / Number(bytes),
    ridge: peakFlops / bandwidth,
    memoryMs,
    computeMs,
    boundMs: Math.max(memoryMs, computeMs),
    boundBy: computeMs >= memoryMs ? 'compute' : 'memory',
    leftOut: leftOutOf(input, mla),
  };
}

/** Bytes on all GPUs of a replica: heads that are repeated are read as often. */
function onAllGpus({ plan, tensorParallel }: RooflineInput, bytesOf: (onGpu: CachePlan) => bigint): bigint {
  return bytesOf(planOfOneGpu(plan, tensorParallel)) * BigInt(tensorParallel);
}

function keptBytes(plan: CachePlan, format: ElementFormat, tokens: number, sourceTokens: number): bigint {
  return sequenceBytes(plan, format, tokens) + crossAttentionBytes(plan, format, sourceTokens);
}

/** Scores and sums of all query heads for one pair of tokens: a multiplication and an addition for each of `width` elements. */
function headFlops(queryHeads: number, width: number): bigint {
  return 2n * BigInt(queryHeads) * BigInt(width);
}

function crossFlops({ plan, queryHeads }: RooflineInput): bigint {
  const { crossAttention } = plan;
  return crossAttention ? BigInt(crossAttention.layers) * headFlops(queryHeads, 2 * crossAttention.headDim) : 0n;
}

/** Pairs of a token of a prompt and one that it attends to, itself among them. */
function pairsSeen(run: SeenLayers, tokens: number): bigint {
  const triangle = (side: bigint) => (side * (side + 1n)) / 2n;
  const [all, most] = [BigInt(tokens), BigInt(seenTokens(run, tokens))];
  if (most === 0n) return 0n;
  if (run.kind === 'chunked' && run.chosen === null) return (all / most) * triangle(most) + triangle(all % most);
  return triangle(most) + (all - most) * most;
}

/** Two operations for each parameter that a token passes through (Kaplan et al. 2020, section 2.1). */
function weightFlopsOf({ parameters, activeParameters }: RooflineInput): bigint {
  return 2n * BigInt(Math.round(activeParameters ?? parameters));
}

/** Of a mixture of experts, at least those of one token are read. */
function weightBytesRead({ weightBytes, parameters, activeParameters }: RooflineInput): bigint {
  if (activeParameters === null || activeParameters >= parameters) return weightBytes;
  return (weightBytes * BigInt(Math.round(activeParameters))) / BigInt(Math.round(parameters));
}

function leftOutOf(input: RooflineInput, mla: readonly LeftOut[]): LeftOut[] {
  const { plan, activeParameters, parameters, latentDim, widths } = input;
  const has = (kind: CachedLayers['kind']) => plan.layers.some((run) => run.kind === kind);
  const unknown: Readonly<Record<LeftOut, boolean>> = {
    'mla values': mla.includes('mla values') && has('mla') && !latentDim,
    'mla prompt': mla.includes('mla prompt') && has('mla') && !widths,
    'sparse attention': plan.indexer !== null && !input.chosenTokens,
    experts: activeParameters !== null && activeParameters < parameters,
    states: has('state'),
    'shared layers': has('shared'),
    source: plan.crossAttention !== null && sourceTokensOf(plan, input.sourceTokens) === null,
  };
  return (Object.keys(unknown) as LeftOut[]).filter((name) => unknown[name]);
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}
