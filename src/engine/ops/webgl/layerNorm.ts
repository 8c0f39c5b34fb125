import { NORM_EPSILON } from '../../../attention/trained/shape.ts';
import type { Matrix, Norm } from '../ops.ts';
import { sumInBlocks } from './blockedSum.ts';
import { defineKernel } from './kernel.ts';

/**
 * (x − mean) / √(variance + ε) · w + b over each row of x [rows, cols], w and b [1, cols]. Every fragment goes over its
 * row anew, twice: a mean that is known before the squares are summed keeps the variance of rows far from 0 exact.
 */
const run = defineKernel({
  name: 'ModelLayerNorm',
  inputs: ['x', 'w', 'b'],
  uniforms: [
    { name: 'rows', type: 'int' },
    { name: 'cols', type: 'int' },
    { name: 'epsilon', type: 'float' },
  ],
  code: `
  // Four squares of distances from the mean; lanes past the row's end count for nothing.
  vec4 squaresAt(ivec2 at, int i, float mean) {
    vec4 centred = texelFetch(x, at + ivec2(i, 0), 0) - mean;
    bvec4 real = lessThan(ivec4(4 * i) + ivec4(0, 1, 2, 3), ivec4(cols));
    return mix(vec4(0.), centred * centred, real);
  }

  void main() {
    ivec2 cell = outputCell();
    if (cell.x >= rows) {
      setOutput(vec4(0.));
      return;
    }
    ivec2 at = rowStart(cell.x, xSheet);
    // Lanes past the row's end hold 0.
    ${sumInBlocks('sum', 'xSheet.x', 'texelFetch(x, at + ivec2(i, 0), 0)')}
    float mean = dot(sum, vec4(1.)) / float(cols);
    ${sumInBlocks('squares', 'xSheet.x', 'squaresAt(at, i, mean)')}
    float deviation = sqrt(dot(squares, vec4(1.)) / float(cols) + epsilon);
    ivec2 along = ivec2(cell.y / 4, 0);
    vec4 normed = (texelFetch(x, at + along, 0) - mean) / deviation;
    vec4 scaled = normed * texelFetch(w, along, 0) + texelFetch(b, along, 0);
    bvec4 real = lessThan(ivec4(cell.y) + ivec4(0, 1, 2, 3), ivec4(cols));
    setOutput(mix(vec4(0.), scaled, real));
  }
`,
});

/** See `AttentionOps.layerNorm`. */
export function layerNorm(x: Matrix, { weight, bias }: Norm): Matrix {
  return run({ x, w: weight, b: bias }, { rows: x.rows, cols: x.cols }, [[x.rows], [x.cols], [NORM_EPSILON]]);
}
