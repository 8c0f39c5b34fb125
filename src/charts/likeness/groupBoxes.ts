import { kvHeadOf } from '../../attention/sharing.ts';
import type { AttentionShape } from '../../attention/types.ts';

/** Cells of a matrix whose heads read one KV head, in places of `order`. */
export interface GroupBox {
  readonly kvHead: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The outlines of a matrix's KV groups, for heads in any order: ordered by group, one square a group; ordered otherwise,
 * a group whose heads are apart has a box for each stretch of heads with each other stretch. None where a head has its
 * KV head to itself: the box would be the diagonal.
 */
export function groupBoxes(
  order: readonly number[],
  shape: Pick<AttentionShape, 'numHeads' | 'numKvHeads'>,
): GroupBox[] {
  if (shape.numKvHeads === shape.numHeads) return [];
  const stretches = stretchesOf(order.map((head) => kvHeadOf(head, shape)));
  return stretches.flatMap((row) =>
    stretches
      .filter(({ kvHead }) => kvHead === row.kvHead)
      .map((column) => ({
        kvHead: row.kvHead,
        x: column.start,
        y: row.start,
        width: column.length,
        height: row.length,
      })),
  );
}

function stretchesOf(kvHeads: readonly number[]): { kvHead: number; start: number; length: number }[] {
  const stretches: { kvHead: number; start: number; length: number }[] = [];
  for (const [start, kvHead] of kvHeads.entries()) {
    const last = stretches.at(-1);
    if (last?.kvHead === kvHead) last.length++;
    else stretches.push({ kvHead, start, length: 1 });
  }
  return stretches;
}
