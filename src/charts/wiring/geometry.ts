import { mean } from 'd3';
import { kvHeadOf } from '../../attention/sharing.ts';

export interface HeadCounts {
  readonly numHeads: number;
  readonly numKvHeads: number;
}

/** Centres of the query heads [numHeads], spread evenly over `left` … `right` (px). */
export function queryCentres(numHeads: number, left: number, right: number): number[] {
  return Array.from({ length: numHeads }, (_, head) => left + ((head + 0.5) * (right - left)) / numHeads);
}

/** Where the wire of each query head ends [numHeads]: under the middle of the heads that share its KV head. */
export function wireEnds(queryX: readonly number[], counts: HeadCounts): number[] {
  const centres = kvCentres(queryX, counts);
  return queryX.map((_, head) => centres[kvHeadOf(head, counts)] ?? 0);
}

/**
 * The middle of each group [numKvHeads]. `xs` [numHeads] may be the query heads, or their wires' ends at any moment of
 * a motion: so a KV head that splits sets out from where it was, and two that merge meet half-way.
 */
export function kvCentres(xs: readonly number[], counts: HeadCounts): number[] {
  const groupSize = counts.numHeads / counts.numKvHeads;
  return Array.from(
    { length: counts.numKvHeads },
    (_, kvHead) => mean(xs.slice(kvHead * groupSize, (kvHead + 1) * groupSize)) ?? 0,
  );
}
