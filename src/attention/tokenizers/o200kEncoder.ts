import { BytePairEncodingCore } from 'gpt-tokenizer/BytePairEncodingCore';
import { O200KBase } from 'gpt-tokenizer/encodingParams/o200k_base';
import type { O200kEncoder, RankTable } from './o200k.ts';

/** Merged pieces remembered between keystrokes. */
const MERGE_CACHE_SIZE = 4_096;

/** Builds the encoder from all 200,000 ranks: about 50 ms. */
export function createO200kEncoder(ranks: RankTable): O200kEncoder {
  const base = O200KBase(ranks);
  // Special tokens are never allowed: `<|endoftext|>` typed into the box is text like any other.
  const core = new BytePairEncodingCore({ ...base, mergeCacheSize: MERGE_CACHE_SIZE });
  return { ranks, words: base.tokenSplitRegex, encode: (piece) => core.encodeNative(piece) };
}
