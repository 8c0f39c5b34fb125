import { type Count, formatCountOf } from '../../attention/numbers/format.ts';

/** "GQA, 2 KV heads: cache 2,560 bytes, 12.5 per cent of MHA’s. Maps updated." @param shareOfMha 0 … 1 */
export function movedSentence(numKvHeads: number, cacheBytes: Count, shareOfMha: number): string {
  const perCent = Number((100 * shareOfMha).toPrecision(3));
  const cache = `cache ${formatCountOf(cacheBytes, 'byte')}, ${perCent} per cent of MHA’s`;
  return `GQA, ${formatCountOf(numKvHeads, 'KV head')}: ${cache}. Maps updated.`;
}
