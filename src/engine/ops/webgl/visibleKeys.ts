import type { Sharing } from '../ops.ts';

/** GLSL for programs with the uniforms `tokens` and `causal`. */
export const VISIBLE_KEYS = `
  // How many keys, from the first, the query of this row may attend to.
  int visibleKeys(int row) {
    return causal == 1 ? row - row / tokens * tokens + 1 : tokens;
  }

  bvec4 visible(int firstKey, int keys) {
    return lessThan(ivec4(firstKey) + ivec4(0, 1, 2, 3), ivec4(keys));
  }
`;

/** The values of `tokens` and `causal`. One row a head, of a token whose position is known, sees the first keys of all. */
export function sightOf({ tokens, causal, queryPosition }: Sharing): [tokens: number[], causal: number[]] {
  if (queryPosition === undefined) return [[tokens], [causal ? 1 : 0]];
  return [[causal ? queryPosition + 1 : tokens], [0]];
}
