/** Entropy of a row of attention weights in nats, −Σ p ln p, with 0 ln 0 = 0; the `keys` cells from `start`. */
export function rowEntropy(p: Float32Array, start: number, keys: number): number {
  let sum = 0;
  for (let cell = start; cell < start + keys; cell++) {
    const weight = p[cell] as number;
    if (weight > 0) sum -= weight * Math.log(weight);
  }
  return sum;
}

/**
 * Jensen–Shannon distance of two rows of attention weights, the square root of the divergence in base 2: 0 for equal
 * rows, 1 where they share no key, and a metric (Endres and Schindelin 2003). Computed as √(H(M) − (H(P) + H(Q)) / 2)
 * with M = (P + Q) / 2, so that the entropies `entropyP` and `entropyQ` (nats, from `rowEntropy`) serve every pair that a
 * head is in. In float64 throughout; the rows are the `keys` cells from `start` of each array, visible keys only.
 */
export function jensenShannonDistance(
  p: Float32Array,
  q: Float32Array,
  entropyP: number,
  entropyQ: number,
  start: number,
  keys: number,
): number {
  let mixed = 0;
  for (let cell = start; cell < start + keys; cell++) {
    const mean = ((p[cell] as number) + (q[cell] as number)) / 2;
    if (mean > 0) mixed -= mean * Math.log(mean);
  }
  const divergence = (mixed - (entropyP + entropyQ) / 2) / Math.LN2;
  // Rounding may leave the divergence of rows that are all but equal, or have no key in common, just outside.
  return Math.sqrt(Math.min(1, Math.max(0, divergence)));
}
