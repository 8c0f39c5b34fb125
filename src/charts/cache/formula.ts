import { elementsOfK, exactKvCacheBytes, type KvCacheSize } from '../../attention/kvCache.ts';
import { formatBytes, formatCount, formatCountOf } from '../../attention/numbers/format.ts';

/**
 * Bytes of a KV cache with the numbers substituted: `2 × 1 layer × 4 KV heads × 16 d_k × 10 tokens × 1 sequence × 4 B = 5,120 B`; where K and V
 * end within a byte, `2 × ⌈1 layer × … × 0.5 B⌉ = 6 B`.
 */
export function kvCacheFormula(size: KvCacheSize): string {
  const bytes = exactKvCacheBytes(size);
  const factors = [
    formatCountOf(size.layers, 'layer'),
    formatCountOf(size.numKvHeads, 'KV head'),
    `${formatCount(size.headDim)} d_k`,
    formatCountOf(size.tokens, 'token'),
    formatCountOf(size.sequences, 'sequence'),
    `${size.bytesPerElement} B`,
  ];
  const isHalfEmpty = size.bytesPerElement < 1 && elementsOfK(size) % 2n === 1n;
  const product = factors.join(' × ');
  const exact = `${formatCount(bytes)} B`;
  const short = formatBytes(Number(bytes));
  return `2 × ${isHalfEmpty ? `⌈${product}⌉` : product} = ${exact}${short === exact ? '' : ` (${short})`}`;
}
