import { isMasked, type MapCell } from './cell.ts';

/** The attention maps of one mechanism, as everything in this folder takes them. */
export interface Maps {
  /** Abbreviation of the mechanism, e.g. "GQA". */
  readonly shortName: string;
  readonly numHeads: number;
  /** Divides `numHeads`. */
  readonly numKvHeads: number;
  /** Tokens on each axis of a map. */
  readonly sequenceLength: number;
  /** [numHeads, sequenceLength, sequenceLength]: query head, query position, key position. Weights are 0 … 1. */
  readonly attentionWeights: Float32Array;
  /** Whether keys after the query are masked. */
  readonly causal: boolean;
}

/** The weight at `cell`, or null where it is masked or lies outside the maps. */
export function weightAt(maps: Maps, cell: MapCell): number | null {
  const { sequenceLength, numHeads } = maps;
  const { queryHead, queryPosition, keyPosition } = cell;
  // A position past the end would otherwise read another row or another head.
  if (queryHead >= numHeads || queryPosition >= sequenceLength || keyPosition >= sequenceLength) return null;
  if (isMasked(cell, maps.causal)) return null;
  return maps.attentionWeights[(queryHead * sequenceLength + queryPosition) * sequenceLength + keyPosition] ?? null;
}
