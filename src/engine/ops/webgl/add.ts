import type { Matrix } from '../ops.ts';
import { defineKernel } from './kernel.ts';

/** a + b, both [rows, cols]. */
const run = defineKernel({
  name: 'ModelAdd',
  inputs: ['a', 'b'],
  uniforms: [{ name: 'rows', type: 'int' }],
  code: `
  void main() {
    ivec2 cell = outputCell();
    if (cell.x >= rows) {
      setOutput(vec4(0.));
      return;
    }
    ivec2 along = ivec2(cell.y / 4, 0);
    setOutput(texelFetch(a, rowStart(cell.x, aSheet) + along, 0) + texelFetch(b, rowStart(cell.x, bSheet) + along, 0));
  }
`,
});

/** See `AttentionOps.add`. */
export function add(a: Matrix, b: Matrix): Matrix {
  return run({ a, b }, { rows: a.rows, cols: a.cols }, [[a.rows]]);
}
