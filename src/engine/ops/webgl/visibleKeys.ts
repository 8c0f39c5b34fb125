import { queriesOf, type Sharing } from '../ops.ts';

/** The uniforms that `VISIBLE_KEYS` reads; `sightOf` gives their values. */
export const SIGHT_UNIFORMS = [
  { name: 'tokens', type: 'int' },
  { name: 'queries', type: 'int' },
  { name: 'firstQuery', type: 'int' },
  { name: 'causal', type: 'int' },
] as const;

/** GLSL for programs with `SIGHT_UNIFORMS`. */
export const VISIBLE_KEYS = `
  // How many keys, from the first, the query of this row may attend to.
  int visibleKeys(int row) {
    return causal == 1 ? firstQuery + row - row / queries * queries + 1 : tokens;
  }

  bvec4 visible(int firstKey, int keys) {
    return lessThan(ivec4(firstKey) + ivec4(0, 1, 2, 3), ivec4(keys));
  }
`;

/** The values of `SIGHT_UNIFORMS`, in their order. */
export function sightOf(sharing: Sharing): readonly (readonly number[])[] {
  const { first, count } = queriesOf(sharing);
  return [[sharing.tokens], [count], [first], [sharing.causal ? 1 : 0]];
}

/** The uniforms by which a program finds a row of k or v: row `head · headStride + key · keyStride`. */
export const STRIDE_UNIFORMS = [
  { name: 'headStride', type: 'int' },
  { name: 'keyStride', type: 'int' },
] as const;

/** The values of `STRIDE_UNIFORMS`, in their order. */
export function stridesOf({ tokens, numKvHeads, isByToken }: Sharing): readonly (readonly number[])[] {
  return isByToken ? [[1], [numKvHeads]] : [[tokens], [1]];
}
