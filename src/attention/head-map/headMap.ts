/** Every attention weight of one query head. */
export interface HeadMap {
  /** Tokens on each axis. */
  readonly sequenceLength: number;
  /** Whether keys after the query are masked. */
  readonly causal: boolean;
  /** [queryPosition, keyPosition], row-major: sequenceLength². Masked cells are exactly 0. */
  readonly weights: Float32Array;
}

/** Keys that the query at `queryPosition` may attend to: the first so many. */
export function visibleKeys({ sequenceLength, causal }: HeadMap, queryPosition: number): number {
  return causal ? queryPosition + 1 : sequenceLength;
}

/** The weights of one query, masked ones left out: [visibleKeys]. A view, not a copy. */
export function visibleRow(map: HeadMap, queryPosition: number): Float32Array {
  const start = queryPosition * map.sequenceLength;
  return map.weights.subarray(start, start + visibleKeys(map, queryPosition));
}
