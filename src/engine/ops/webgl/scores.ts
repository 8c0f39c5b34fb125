import { headsOf, type Matrix, queriesOf, type Sharing } from '../ops.ts';
import { sumInBlocks } from './blockedSum.ts';
import { defineKernel } from './kernel.ts';
import { SIGHT_UNIFORMS, STRIDE_UNIFORMS, sightOf, stridesOf } from './visibleKeys.ts';

/**
 * q kᵀ, grouped and not yet scaled: q [numHeads · queries, headDim], k [numKvHeads · tokens, headDim] → [count · queries,
 * tokens] for the heads that are to be computed. Cells after their query's token are not computed under the causal mask. The scale waits until the row's maximum is subtracted (`softmax.ts`): a difference of
 * large scores is then scaled, not two scaled scores subtracted.
 */
const run = defineKernel({
  name: 'AttentionScores',
  inputs: ['q', 'k'],
  uniforms: [
    ...SIGHT_UNIFORMS,
    ...STRIDE_UNIFORMS,
    { name: 'groupSize', type: 'int' },
    { name: 'firstHead', type: 'int' },
    { name: 'rows', type: 'int' },
  ],
  code: `
  // Of four features the products of a query and of four keys.
  vec4 products(ivec2 qAt, ivec2 k0, ivec2 k1, ivec2 k2, ivec2 k3) {
    vec4 four = texelFetch(q, qAt, 0);
    return vec4(
      dot(four, texelFetch(k, k0, 0)),
      dot(four, texelFetch(k, k1, 0)),
      dot(four, texelFetch(k, k2, 0)),
      dot(four, texelFetch(k, k3, 0)));
  }

  void main() {
    ivec2 cell = outputCell();
    int head = cell.x / queries;
    int query = cell.x - head * queries;
    if (cell.x >= rows || (causal == 1 && cell.y > firstQuery + query)) {
      setOutput(vec4(0.));
      return;
    }
    int last = tokens - 1;
    int queryHead = firstHead + head;
    int firstKey = queryHead / groupSize * headStride;
    ivec2 qAt = rowStart(queryHead * queries + query, qSheet);
    ivec2 k0 = rowStart(firstKey + cell.y * keyStride, kSheet);
    ivec2 k1 = rowStart(firstKey + min(cell.y + 1, last) * keyStride, kSheet);
    ivec2 k2 = rowStart(firstKey + min(cell.y + 2, last) * keyStride, kSheet);
    ivec2 k3 = rowStart(firstKey + min(cell.y + 3, last) * keyStride, kSheet);
    ivec2 right = ivec2(1, 0);
    ${sumInBlocks('sum', 'qSheet.x', 'products(qAt + i * right, k0 + i * right, k1 + i * right, k2 + i * right, k3 + i * right)')}
    setOutput(sum);
  }
`,
});

/** See `AttentionOps.scores`. */
export function scores(q: Matrix, k: Matrix, sharing: Sharing): Matrix {
  const { tokens, numHeads, numKvHeads } = sharing;
  const { first, count } = headsOf(sharing);
  const out = { rows: count * queriesOf(sharing).count, cols: tokens };
  const values = [...sightOf(sharing), ...stridesOf(sharing), [numHeads / numKvHeads], [first], [out.rows]];
  return run({ q, k }, out, values);
}
