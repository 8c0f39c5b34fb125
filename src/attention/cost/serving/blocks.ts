import { isWindowed, keepsText, layerTokenBytes } from '../cacheBytes.ts';
import type { CachedLayers, CachePlan } from '../cachedLayers.ts';
import { ceilDiv, type ElementFormat } from '../elementTypes.ts';

/** What decides how many tokens a layer has to have room for: all of the text, its last ones, or those of a source. */
type Slots =
  | { readonly kind: 'text' }
  | { readonly kind: 'sliding' | 'chunked'; readonly window: number }
  | { readonly kind: 'source' };

/** Layers whose blocks are handed out together. */
export interface BlockGroup {
  readonly slots: Slots;
  readonly layers: number;
  /** Groups of this kind: each takes blocks of its own for a sequence. */
  readonly groups: number;
  /** Layers that the last of these groups lacks: memory that stays empty. */
  readonly paddingLayers: number;
  /** Tokens of one block. */
  readonly blockTokens: number;
}

/** How one GPU's memory is cut into blocks. Any group may take any block. */
export interface BlockLayout {
  readonly blockBytes: bigint;
  readonly groups: readonly BlockGroup[];
}

/** A sequence that blocks are counted for. */
export interface SequenceSlots {
  readonly tokens: number;
  readonly sourceTokens: number;
  /**
   * Tokens that one step adds at most (vLLM's `max_num_batched_tokens`), for which its windowed layers have room besides; null
   * counts a sequence that is being written, at the end of which a window's tokens are all that is kept.
   */
  readonly scheduledTokens: number | null;
}

/** Layers of one shape that need room for the same tokens. */
interface Pages {
  readonly slots: Slots;
  readonly layers: number;
  /** Bytes of one layer's block. */
  readonly bytes: bigint;
}

/**
 * Cuts memory into blocks as vLLM does (`vllm/v1/core/kv_cache_utils.py` at 001cabc).
 *
 * Layers that all have room for the same tokens are one group: a block is `blockSize` tokens in every layer. Otherwise all
 * blocks have to be of one size, so that each layer kind is dealt out to groups of equally many layers: of as many as the
 * rarest kind has, or as the commonest if that has less than half as many again. Layers with smaller pages take more tokens to
 * a block.
 *
 * Simplified: where pages are no multiples of each other the smaller ones are padded, for which vLLM has rules of its own, or
 * none; states of fixed size are left out; and so is the one block that vLLM never hands out.
 *
 * @param plan of one GPU
 * @param windows false for an engine that keeps every token of windowed layers
 * @returns null if nothing is kept
 */
export function blockLayout(
  plan: CachePlan,
  format: ElementFormat,
  blockSize: number,
  windows = true,
): BlockLayout | null {
  const pages = pagesOf(plan, format, blockSize, windows);
  const [first] = pages;
  if (!first) return null;
  const isUniform = pages.every(({ slots }) => slotsKey(slots) === slotsKey(first.slots));
  return isUniform ? oneGroup(pages, first.slots, blockSize) : likeGroups(pages, blockSize);
}

/** Blocks that one sequence takes, in all groups. */
export function blocksOfSequence({ groups }: BlockLayout, sequence: SequenceSlots): bigint {
  return groups.reduce((sum, group) => sum + BigInt(group.groups) * blocksInGroup(group, sequence), 0n);
}

function blocksInGroup(
  { slots, blockTokens }: BlockGroup,
  { tokens, sourceTokens, scheduledTokens }: SequenceSlots,
): bigint {
  const blocks = (count: number) => ceilDiv(BigInt(count), BigInt(blockTokens));
  switch (slots.kind) {
    case 'text':
      return blocks(tokens);
    case 'source':
      return blocks(sourceTokens);
    case 'chunked':
      return blocks(Math.min(tokens, slots.window + (scheduledTokens ?? 0)));
    case 'sliding':
      if (scheduledTokens === null) return blocks(Math.min(tokens, slots.window));
      // One block more: a window may begin in the middle of one.
      return blocks(Math.min(tokens, slots.window - 1 + scheduledTokens)) + 1n;
  }
}

function pagesOf(plan: CachePlan, format: ElementFormat, blockSize: number, windows: boolean): Pages[] {
  const size = BigInt(blockSize);
  const text = plan.layers
    .filter(keepsText)
    .map((run) => ({ slots: slotsOf(run, windows), layers: run.count, bytes: size * layerTokenBytes(run, format) }));
  const { crossAttention: cross, indexer: index } = plan;
  const pair = cross && { kvHeads: cross.kvHeads, headDimK: cross.headDim, headDimV: cross.headDim };
  return merged([
    ...text,
    ...(index
      ? [{ slots: { kind: 'text' } as const, layers: index.layers, bytes: size * BigInt(index.bytesPerToken) }]
      : []),
    ...(cross && pair
      ? [{ slots: { kind: 'source' } as const, layers: cross.layers, bytes: size * layerTokenBytes(pair, format) }]
      : []),
  ]);
}

function slotsOf(run: CachedLayers, windows: boolean): Slots {
  const isCapped = windows && isWindowed(run) && run.window !== null;
  return isCapped ? { kind: run.kind === 'chunked' ? 'chunked' : 'sliding', window: run.window } : { kind: 'text' };
}

function slotsKey(slots: Slots): string {
  return 'window' in slots ? `${slots.kind} ${slots.window}` : slots.kind;
}

/** Puts layers together that need the same room, wherever in the model they stand. */
function merged(pages: readonly Pages[]): Pages[] {
  const kinds = new Map<string, Pages>();
  for (const page of pages) {
    const key = `${slotsKey(page.slots)} ${page.bytes}`;
    kinds.set(key, { ...page, layers: page.layers + (kinds.get(key)?.layers ?? 0) });
  }
  return [...kinds.values()];
}

function oneGroup(pages: readonly Pages[], slots: Slots, blockSize: number): BlockLayout {
  const layers = pages.reduce((sum, page) => sum + page.layers, 0);
  const blockBytes = pages.reduce((sum, page) => sum + BigInt(page.layers) * page.bytes, 0n);
  return { blockBytes, groups: [{ slots, layers, groups: 1, paddingLayers: 0, blockTokens: blockSize }] };
}

function likeGroups(pages: readonly Pages[], blockSize: number): BlockLayout {
  const counts = pages.map(({ layers }) => layers);
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  const groupLayers = most < 1.5 * fewest ? most : fewest;
  const largest = pages.reduce((max, { bytes }) => (bytes > max ? bytes : max), 0n);
  const groups = pages.map(({ slots, layers, bytes }) => {
    const number = Math.ceil(layers / groupLayers);
    const paddingLayers = number * groupLayers - layers;
    return { slots, layers, groups: number, paddingLayers, blockTokens: blockSize * Number(largest / bytes) };
  });
  return { blockBytes: BigInt(groupLayers) * largest, groups };
}
