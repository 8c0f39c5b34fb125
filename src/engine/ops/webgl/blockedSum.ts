/** Texels that are added up one after the other before their sum joins the others. */
const BLOCK_TEXELS = 16;

/**
 * Returns GLSL that makes `vec4 sum` the sum of `term` over `i` = 0 … `count` − 1, in blocks. Every addition rounds, and
 * on the way of a number to the result there are then some 30 of them and not `count`: one run of additions over the
 * products of 1,024 features loses enough of float32 to put weights off by 1e-5.
 *
 * @param term GLSL of a vec4, which may read `i`
 */
export function sumInBlocks(sum: string, count: string, term: string): string {
  return `
    vec4 ${sum} = vec4(0.);
    for (int block = 0; block < ${count}; block += ${BLOCK_TEXELS}) {
      int end = min(block + ${BLOCK_TEXELS}, ${count});
      vec4 part = vec4(0.);
      for (int i = block; i < end; i++) part += ${term};
      ${sum} += part;
    }`;
}
