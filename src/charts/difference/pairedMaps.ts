import type { Comparison, HeadMaps } from '../../attention/comparison/comparison.ts';
import { headDifference, largestOf } from '../../attention/comparison/headDifference.ts';
import type { NearestHead } from '../../attention/comparison/likenessAcross.ts';
import type { Mechanism } from '../../attention/types.ts';
import type { DifferenceMaps } from './differenceMaps.ts';

/**
 * Each head of `of` minus the head of `from` that is its partner, whatever its number.
 *
 * @param wholeMaps every weight of all heads, [queryHead, queryPosition, keyPosition]
 * @param partners of the heads of `of`, [queryHead]
 */
export function pairedMaps(
  comparison: Comparison,
  wholeMaps: HeadMaps,
  of: Mechanism,
  from: Mechanism,
  partners: readonly NearestHead[],
): DifferenceMaps {
  const { numHeads, sequenceLength, causal, stride, side } = comparison;
  const mapOf = (mechanism: Mechanism, head: number) =>
    wholeMaps[mechanism].subarray(head * sequenceLength ** 2, (head + 1) * sequenceLength ** 2);
  const heads = partners.map((partner, head) =>
    headDifference(head, mapOf(of, head), mapOf(from, partner.queryHead), comparison),
  );
  const cells = new Float32Array(numHeads * side * side);
  for (const [head, difference] of heads.entries()) cells.set(difference.cells, head * side * side);
  const largest = heads.map((head) => head.largest);
  return {
    ...{ of, from, numHeads, sequenceLength, causal, stride, side, cells, largest, partners },
    sign: 1,
    meanDistances: Float64Array.from(heads, ({ meanDistance }) => meanDistance),
    largestOverall: largestOf(largest),
  };
}
