import type { HeadMap } from '../head-map/headMap.ts';

/** For tests: a map whose rows are the shares of `parts` (≥ 0, as many as wanted, repeated), masked as asked. */
export function headMapOf(sequenceLength: number, causal: boolean, parts: readonly number[]): HeadMap {
  const weights = new Float32Array(sequenceLength ** 2);
  for (let query = 0; query < sequenceLength; query++) {
    const visible = causal ? query + 1 : sequenceLength;
    const row = Array.from({ length: visible }, (_, key) => 1 + (parts[(query * 7 + key) % parts.length] ?? 0));
    const sum = row.reduce((all, part) => all + part, 0);
    for (const [key, part] of row.entries()) weights[query * sequenceLength + key] = part / sum;
  }
  return { sequenceLength, causal, weights };
}
