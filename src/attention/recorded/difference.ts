import { type DifferingCell, differenceStride, headDifference, largestOf } from '../comparison/headDifference.ts';
import { cellsPerSide } from '../levelOfDetail.ts';
import type { LayerMaps } from './likeness.ts';

/** Heads minus other heads, one difference after the other. */
export interface RecordedDifferences {
  readonly sequenceLength: number;
  readonly causal: boolean;
  /** Tokens along a block's side, and blocks along a map's side. */
  readonly stride: number;
  readonly side: number;
  /** [heads of `of`, side, side]: see `HeadDifference`. */
  readonly cells: Float32Array;
  /** [heads of `of`] */
  readonly meanDistances: Float64Array;
  /** The cells that differ most, of each head and of all. */
  readonly largest: readonly (readonly DifferingCell[])[];
  readonly largestOverall: readonly DifferingCell[];
  /** The head of `from` that each head of `of` is held against. */
  readonly partners: readonly number[];
}

/**
 * Takes from each head of `of` the head of `from` that `partners` names, both of the same tokens. Keys after the query count
 * unless both are causal. Yields between two heads.
 */
export function* recordedDifferences(
  of: LayerMaps,
  from: LayerMaps,
  partners: readonly number[],
): Generator<void, RecordedDifferences, void> {
  const { sequenceLength, numHeads } = of;
  const causal = of.causal && from.causal;
  const sizes = { numHeads, sequenceLength, causal };
  const stride = differenceStride(sequenceLength);
  const side = cellsPerSide(sequenceLength, stride);
  const cells = new Float32Array(numHeads * side ** 2);
  const meanDistances = new Float64Array(numHeads);
  const largest: (readonly DifferingCell[])[] = [];
  const mapOf = ({ weights }: LayerMaps, head: number) =>
    weights.subarray(head * sequenceLength ** 2, (head + 1) * sequenceLength ** 2);
  for (const [head, partner] of partners.entries()) {
    const difference = headDifference(head, mapOf(of, head), mapOf(from, partner), sizes);
    cells.set(difference.cells, head * side ** 2);
    meanDistances[head] = difference.meanDistance;
    largest.push(difference.largest);
    yield;
  }
  return {
    sequenceLength,
    causal,
    stride,
    side,
    cells,
    meanDistances,
    largest,
    largestOverall: largestOf(largest),
    partners,
  };
}
