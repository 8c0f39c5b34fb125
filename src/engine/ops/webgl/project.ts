import type { Linear, Matrix } from '../ops.ts';
import { sumInBlocks } from './blockedSum.ts';
import { defineKernel, type Size } from './kernel.ts';

/**
 * y = x Wᵀ + b, its features split into heads stacked in rows: x [tokens, in], w [out, in], b [1, out] → [out / headDim ·
 * tokens, headDim], head by head or, with `byToken`, token by token. Each fragment writes four features of one token: four dot products that share the fetches of x.
 */
const run = defineKernel({
  name: 'AttentionProject',
  inputs: ['x', 'w', 'b'],
  uniforms: [
    { name: 'tokens', type: 'int' },
    { name: 'headDim', type: 'int' },
    { name: 'features', type: 'int' },
    { name: 'hasBias', type: 'int' },
    { name: 'byToken', type: 'int' },
  ],
  code: `
  float biasOf(int feature) {
    vec4 four = texelFetch(b, ivec2(feature / 4, 0), 0);
    return four[feature - feature / 4 * 4];
  }

  // Of four inputs the products of a token and of four features.
  vec4 products(ivec2 xAt, ivec2 w0, ivec2 w1, ivec2 w2, ivec2 w3) {
    vec4 four = texelFetch(x, xAt, 0);
    return vec4(
      dot(four, texelFetch(w, w0, 0)),
      dot(four, texelFetch(w, w1, 0)),
      dot(four, texelFetch(w, w2, 0)),
      dot(four, texelFetch(w, w3, 0)));
  }

  void main() {
    ivec2 cell = outputCell();
    int heads = features / headDim;
    int head = byToken == 1 ? cell.x - cell.x / heads * heads : cell.x / tokens;
    int token = byToken == 1 ? cell.x / heads : cell.x - head * tokens;
    int first = head * headDim + cell.y;
    // Lanes past the head's width, and rows past the last, are padding.
    bvec4 real = lessThan(ivec4(cell.y) + ivec4(0, 1, 2, 3), ivec4(headDim));
    if (head >= heads || token >= tokens) {
      setOutput(vec4(0.));
      return;
    }
    int last = features - 1;
    ivec2 xAt = rowStart(token, xSheet);
    ivec2 w0 = rowStart(first, wSheet);
    ivec2 w1 = rowStart(min(first + 1, last), wSheet);
    ivec2 w2 = rowStart(min(first + 2, last), wSheet);
    ivec2 w3 = rowStart(min(first + 3, last), wSheet);
    ivec2 right = ivec2(1, 0);
    ${sumInBlocks('sum', 'xSheet.x', 'products(xAt + i * right, w0 + i * right, w1 + i * right, w2 + i * right, w3 + i * right)')}
    if (hasBias == 1) {
      sum += vec4(biasOf(first), biasOf(min(first + 1, last)), biasOf(min(first + 2, last)), biasOf(min(first + 3, last)));
    }
    setOutput(mix(vec4(0.), sum, real));
  }
`,
});

/** See `AttentionOps.project`. */
export function project(x: Matrix, layer: Linear, headDim: number): Matrix {
  return projectTo({ rows: (layer.weight.rows / headDim) * x.rows, cols: headDim }, x, layer);
}

/** See `AttentionOps.projectByToken`. */
export function projectByToken(x: Matrix, layer: Linear, headDim: number): Matrix {
  const rowsPerLine = layer.weight.rows / headDim;
  return projectTo({ rows: rowsPerLine * x.rows, cols: headDim, rowsPerLine }, x, layer);
}

function projectTo(out: Size, x: Matrix, { weight, bias }: Linear): Matrix {
  // Without bias its sampler still needs a texture: another number of inputs would be another program.
  return run({ x, w: weight, b: bias ?? weight }, out, [
    [x.rows],
    [out.cols],
    [weight.rows],
    [bias ? 1 : 0],
    [out.rowsPerLine === undefined ? 0 : 1],
  ]);
}
