import { formatCount, formatCountOf } from './format.ts';

const BYTES_PER_WEIGHT = 4;
const MEGABYTE = 1e6;

/**
 * What the attention weights of one run take as float32, were all of them kept: "2,048 tokens × 16 heads × 3 mechanisms:
 * 805 MB of weights". A megabyte is 10⁶ bytes. KV heads change nothing about it.
 */
export function costText(tokens: number, numHeads: number, mechanisms: number): string {
  const bytes = tokens ** 2 * numHeads * mechanisms * BYTES_PER_WEIGHT;
  const factors = [
    formatCountOf(tokens, 'token'),
    formatCountOf(numHeads, 'head'),
    formatCountOf(mechanisms, 'mechanism'),
  ];
  return `${factors.join(' × ')}: ${formatCount(bytes / MEGABYTE)} MB of weights`;
}
