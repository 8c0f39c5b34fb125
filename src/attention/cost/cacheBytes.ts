import type { CachedLayers, CachePlan, LayerKind } from './cachedLayers.ts';
import { bitsOf, bytesPerElementOf, type ElementFormat, vectorBytes } from './elementTypes.ts';

/** Sequences whose cache is counted. */
export interface Sequences {
  /** Tokens of each. */
  readonly tokens: number;
  /** 1 if left out. */
  readonly sequences?: number | undefined;
  /** Tokens of each one's source, if the plan has cross-attention and does not fix them. */
  readonly sourceTokens?: number | null | undefined;
  /** False for an engine that keeps every token of windowed and chunked layers, too. True if left out. */
  readonly windows?: boolean | undefined;
}

/**
 * One product of the formula:
 * `factor · layers · kvHeads · width · tokens · sequences · bytesPerElement + overheadBytes = bytes`. For an index, whose bytes
 * are its own, `width` counts bytes and `bytesPerElement` is 1.
 */
export interface CacheTerm {
  /** `cross` stands for the plan's cross-attention, `indexer` for its index; layers that keep nothing have a term of 0 bytes. */
  readonly kind: LayerKind | 'indexer';
  /** Window of these layers, whether it takes effect or not. */
  readonly window: number | null;
  /** 2 if K and V are equally wide; else 1, and `width` is that of both together. */
  readonly factor: 1 | 2;
  readonly layers: number;
  readonly kvHeads: number;
  readonly headDimK: number;
  readonly headDimV: number;
  readonly width: number;
  /** Tokens that are kept of each sequence. */
  readonly tokens: number;
  readonly sequences: number;
  readonly bytesPerElement: number;
  /** Bytes of scales, and of int4 vectors that do not fill their last byte. */
  readonly overheadBytes: bigint;
  readonly bytes: bigint;
}

/** Bytes of a cache. The terms sum to `total`. */
export interface CacheBytes {
  readonly terms: readonly CacheTerm[];
  /** K and V of the text, or what MLA keeps in their place. */
  readonly selfBytes: bigint;
  /** K and V of the source. */
  readonly crossBytes: bigint;
  readonly indexerBytes: bigint;
  readonly total: bigint;
  /** True when there is cross-attention and nobody says to how many tokens: `crossBytes` is 0 then. */
  readonly sourceUnknown: boolean;
}

/** Bytes of one more token. */
export interface TokenBytes {
  /** Layers that keep every token: a token's cost for as long as the sequence lives. */
  readonly growing: bigint;
  /** All layers that keep K and V of the text: a token's cost while the context is shorter than every window. */
  readonly allLayers: bigint;
  /** The index beside them, which grows with every token. */
  readonly indexer: bigint;
}

/** True for layers that keep something of every token. */
export function keepsEveryToken({ kind }: Pick<CachedLayers, 'kind'>): boolean {
  return kind === 'full' || kind === 'mla';
}

/** True for layers that keep K and V of the last tokens alone. */
export function isWindowed({ kind }: Pick<CachedLayers, 'kind'>): boolean {
  return kind === 'sliding' || kind === 'chunked';
}

/** True for layers that keep K and V of the text, however much of it. */
export function keepsText(layers: Pick<CachedLayers, 'kind'>): boolean {
  return keepsEveryToken(layers) || isWindowed(layers);
}

/** Tokens that such layers keep of a sequence of `tokens`. A chunked layer is counted at its fullest: it empties with each chunk. */
export function keptTokens(layers: Pick<CachedLayers, 'kind' | 'window'>, tokens: number, windows = true): number {
  if (!keepsText(layers)) return 0;
  return windows && isWindowed(layers) && layers.window !== null ? Math.min(tokens, layers.window) : tokens;
}

/** Bytes that one layer keeps of one token. */
export function layerTokenBytes(
  { kvHeads, headDimK, headDimV }: Pick<CachedLayers, 'kvHeads' | 'headDimK' | 'headDimV'>,
  format: ElementFormat,
): bigint {
  return BigInt(kvHeads) * (vectorBytes(headDimK, format) + vectorBytes(headDimV, format));
}

/** Tokens of the source: those given, else those of the plan, else null. */
export function sourceTokensOf({ crossAttention }: CachePlan, given?: number | null): number | null {
  return given ?? crossAttention?.sourceTokens ?? null;
}

/** Bytes of one more token. MHA, GQA and MQA differ in `kvHeads` alone. Source: Kwon et al. 2023, section 3. */
export function bytesPerToken(plan: CachePlan, format: ElementFormat): TokenBytes {
  const bytesOf = (layers: readonly CachedLayers[]) =>
    layers.reduce((sum, run) => sum + BigInt(run.count) * layerTokenBytes(run, format), 0n);
  return {
    growing: bytesOf(plan.layers.filter(keepsEveryToken)),
    allLayers: bytesOf(plan.layers.filter(keepsText)),
    indexer: plan.indexer ? BigInt(plan.indexer.layers) * BigInt(plan.indexer.bytesPerToken) : 0n,
  };
}

/** Bytes that a batch of sequences keeps, to the last one, and the formula's terms. States of fixed size are not counted. */
export function cacheBytes(plan: CachePlan, format: ElementFormat, held: Sequences): CacheBytes {
  const { tokens, sequences = 1, windows = true } = held;
  const sourceTokens = sourceTokensOf(plan, held.sourceTokens);
  const self = plan.layers.map((run) => term(run, run.count, keptTokens(run, tokens, windows), sequences, format));
  const cross = crossTerms(plan, sourceTokens, sequences, format);
  const index = indexTerms(plan, tokens, sequences);
  const terms = [...self, ...cross, ...index];
  return {
    terms,
    selfBytes: sumOf(self),
    crossBytes: sumOf(cross),
    indexerBytes: sumOf(index),
    total: sumOf(terms),
    sourceUnknown: plan.crossAttention !== null && sourceTokens === null,
  };
}

/** Bytes that one sequence of `tokens` keeps of its text, its index counted in: what grows or once grew with it. */
export function sequenceBytes(plan: CachePlan, format: ElementFormat, tokens: number, windows = true): bigint {
  const { selfBytes, indexerBytes } = cacheBytes(plan, format, { tokens, windows });
  return selfBytes + indexerBytes;
}

/** Bytes of K and V of a source, fixed as soon as it is known. */
export function crossAttentionBytes(plan: CachePlan, format: ElementFormat, sourceTokens: number): bigint {
  return sumOf(crossTerms(plan, sourceTokens, 1, format));
}

type TermLayers = Pick<CachedLayers, 'kind' | 'kvHeads' | 'headDimK' | 'headDimV' | 'window'>;

function term(run: TermLayers, layers: number, tokens: number, sequences: number, format: ElementFormat): CacheTerm {
  const { kind, kvHeads, headDimK, headDimV, window } = run;
  const isPair = headDimK === headDimV;
  const vectors = BigInt(layers) * BigInt(kvHeads) * BigInt(tokens) * BigInt(sequences);
  const bytes = vectors * (vectorBytes(headDimK, format) + vectorBytes(headDimV, format));
  return {
    kind,
    window,
    factor: isPair ? 2 : 1,
    layers,
    kvHeads,
    headDimK,
    headDimV,
    width: isPair ? headDimK : headDimK + headDimV,
    tokens,
    sequences,
    bytesPerElement: bytesPerElementOf(format.type),
    overheadBytes: bytes - (vectors * BigInt(headDimK + headDimV) * bitsOf(format.type)) / 8n,
    bytes,
  };
}

function crossTerms(
  { crossAttention }: CachePlan,
  sourceTokens: number | null,
  sequences: number,
  format: ElementFormat,
): CacheTerm[] {
  if (!crossAttention) return [];
  const { layers, kvHeads, headDim } = crossAttention;
  const run = { kind: 'cross', kvHeads, headDimK: headDim, headDimV: headDim, window: null } as const;
  return [term(run, layers, sourceTokens ?? 0, sequences, format)];
}

function indexTerms({ indexer }: CachePlan, tokens: number, sequences: number): CacheTerm[] {
  if (!indexer) return [];
  const { layers, bytesPerToken: width } = indexer;
  const bytes = BigInt(layers) * BigInt(width) * BigInt(tokens) * BigInt(sequences);
  const shape = { kvHeads: 1, headDimK: width, headDimV: 0, width, window: null } as const;
  const product = { factor: 1, layers, tokens, sequences, bytesPerElement: 1, overheadBytes: 0n } as const;
  return [{ kind: 'indexer', ...shape, ...product, bytes }];
}

function sumOf(terms: readonly CacheTerm[]): bigint {
  return terms.reduce((sum, { bytes }) => sum + bytes, 0n);
}
