import type { Matrix, Sharing } from '../ops.ts';
import { sumInBlocks } from './blockedSum.ts';
import { defineKernel } from './kernel.ts';

/** p [count · tokens, tokens] → [count · tokens, 2]: each row's sum, and its largest |weight| on a key after the query. */
const run = defineKernel({
  name: 'AttentionRowFigures',
  inputs: ['p'],
  uniforms: [
    { name: 'tokens', type: 'int' },
    { name: 'rows', type: 'int' },
  ],
  code: `
  void main() {
    int row = outputCell().x;
    if (row >= rows) {
      setOutput(vec4(0.));
      return;
    }
    int query = row - row / tokens * tokens;
    ivec2 at = rowStart(row, pSheet);
    ${sumInBlocks('sum', 'pSheet.x', 'texelFetch(p, at + ivec2(i, 0), 0)')}
    vec4 later = vec4(0.);
    for (int key = 0; key < tokens; key += 4) {
      vec4 four = texelFetch(p, at + ivec2(key / 4, 0), 0);
      later = max(later, mix(vec4(0.), abs(four), greaterThan(ivec4(key) + ivec4(0, 1, 2, 3), ivec4(query))));
    }
    setOutput(vec4(dot(sum, vec4(1.)), max(max(later.x, later.y), max(later.z, later.w)), 0., 0.));
  }
`,
});

/** See `AttentionOps.rowFigures`. */
export function rowFigures(weights: Matrix, { tokens }: Sharing): Matrix {
  return run({ p: weights }, { rows: weights.rows, cols: 2 }, [[tokens], [weights.rows]]);
}
