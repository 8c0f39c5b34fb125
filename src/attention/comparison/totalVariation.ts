/**
 * Total-variation distance of two rows of attention weights, ½ Σ |p − q|: the share of attention that would have to move
 * to turn one into the other. 0 for equal rows, 1 where they share no key. The rows are the `keys` cells from `start` of
 * each array; pass visible keys only. Source: Levin and Peres, Markov Chains and Mixing Times, proposition 4.2.
 */
export function totalVariation(p: Float32Array, q: Float32Array, start: number, keys: number): number {
  let sum = 0;
  for (let cell = start; cell < start + keys; cell++) sum += Math.abs((p[cell] as number) - (q[cell] as number));
  return sum / 2;
}
