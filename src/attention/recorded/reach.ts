/** How far the queries of a layer look, in tokens: query i reads keys from i − back to i + ahead. */
export interface Reach {
  /** Less than the tokens − 1 if no query looks farther: a sliding window. */
  readonly back: number;
  /** 0 under a causal mask. */
  readonly ahead: number;
}

/** The reach of a query that reads itself alone. */
export const NO_REACH: Reach = { back: 0, ahead: 0 };

/**
 * Returns the reach of maps [heads, tokens, tokens], or `least` where that goes farther: beyond it every weight of every head
 * is 0. A recording does not say which mask its model had, but the zeros do, to within weights too small to be anything but 0.
 */
export function reachOf(weights: Float32Array, tokens: number, least = NO_REACH): Reach {
  let { back, ahead } = least;
  for (let row = 0, query = 0; row < weights.length; row += tokens, query = (query + 1) % tokens) {
    for (let key = 0; key < query - back; key++) {
      if (weights[row + key] === 0) continue;
      back = query - key;
      break;
    }
    for (let key = tokens - 1; key > query + ahead; key--) {
      if (weights[row + key] === 0) continue;
      ahead = key - query;
      break;
    }
  }
  return { back, ahead };
}
