import { type CacheTerm, cacheBytes } from '../../attention/cost/cacheBytes.ts';
import type { CachePlan } from '../../attention/cost/cachedLayers.ts';
import type { ElementFormat } from '../../attention/cost/elementTypes.ts';
import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';

/** Alike layers with the product that counts their cache. */
export interface ArithmeticLine {
  /** "32 layers, full attention" */
  readonly layers: string;
  /** Bytes of one token with its numbers: "2 × 32 × 8 × 128 × 2 B"; null if such layers keep nothing that is counted. */
  readonly formula: string | null;
  readonly tokenBytes: bigint;
  /** Tokens that are kept of a sequence, in words. */
  readonly tokens: string;
  readonly sequenceBytes: bigint;
  readonly batchBytes: bigint;
}

/** Lines that sum to the totals. */
export interface ArithmeticLines {
  readonly lines: readonly ArithmeticLine[];
  readonly sequenceBytes: bigint;
  readonly batchBytes: bigint;
  readonly sourceUnknown: boolean;
}

/** Returns the formula of a cache with its numbers, layer group by layer group. */
export function arithmeticLines(
  plan: CachePlan,
  format: ElementFormat,
  tokens: number,
  sequences: number,
): ArithmeticLines {
  const one = cacheBytes(plan, format, { tokens: 1, sourceTokens: plan.crossAttention ? 1 : null });
  const sequence = cacheBytes(plan, format, { tokens });
  const batch = cacheBytes(plan, format, { tokens, sequences });
  const lines = sequence.terms.map((term, index) => {
    const token = one.terms[index] ?? term;
    return {
      layers: layersText(term),
      formula: formulaOf(token),
      tokenBytes: token.bytes,
      tokens: tokensText(term, tokens),
      sequenceBytes: term.bytes,
      batchBytes: batch.terms[index]?.bytes ?? 0n,
    };
  });
  return { lines, sequenceBytes: sequence.total, batchBytes: batch.total, sourceUnknown: sequence.sourceUnknown };
}

function layersText({ kind, window, layers, kvHeads }: CacheTerm): string {
  const count = formatCountOf(layers, 'layer');
  const limit = window === null ? '' : ` of ${formatCountOf(window, 'token')}`;
  switch (kind) {
    case 'full':
      return `${count}, full attention`;
    case 'sliding':
      return `${count}, sliding window${limit}`;
    case 'chunked':
      return `${count}, chunks${limit}`;
    case 'mla':
      return `${count}, MLA: latent and rope together, once for K and V`;
    case 'state':
      return `${count}, a state of fixed size`;
    case 'shared':
      return `${count} that read an earlier layer’s K and V`;
    case 'none':
      return `${count} without attention`;
    case 'cross':
      return kvHeads === 0 ? `${count} that read the source alone` : `${count}, cross-attention to the source`;
    case 'indexer':
      return `${count}, index of sparse attention`;
  }
}

function formulaOf({ kind, factor, layers, kvHeads, width, headDimK, headDimV, ...rest }: CacheTerm): string | null {
  if (kvHeads === 0 || width === 0) return null;
  const size = `${rest.bytesPerElement} B`;
  const scales = rest.overheadBytes > 0n ? ` + ${formatCount(rest.overheadBytes)} B` : '';
  const count = formatCount(layers);
  if (kind === 'indexer') return `${count} × ${formatCount(width)} B`;
  if (kind === 'mla') return `${count} × ${formatCount(width)} × ${size}${scales}`;
  if (factor === 2) return `2 × ${count} × ${formatCount(kvHeads)} × ${formatCount(headDimK)} × ${size}${scales}`;
  return `${count} × ${formatCount(kvHeads)} × (${formatCount(headDimK)} + ${formatCount(headDimV)}) × ${size}${scales}`;
}

function tokensText({ kind, kvHeads, tokens: kept }: CacheTerm, tokens: number): string {
  if (kvHeads === 0) return 'none';
  if (kind === 'cross') return kept === 0 ? 'not known' : `${formatCount(kept)} of the source`;
  return kept < tokens ? `the last ${formatCount(kept)}` : formatCount(kept);
}
