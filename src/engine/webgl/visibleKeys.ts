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
