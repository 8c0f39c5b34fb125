import { headsOf, type Matrix, queriesOf, type Sharing } from '../ops.ts';
import { sumInBlocks } from './blockedSum.ts';
import { defineKernel } from './kernel.ts';
import { SIGHT_UNIFORMS, STRIDE_UNIFORMS, sightOf, stridesOf } from './visibleKeys.ts';

/**
 * weights × v, grouped, heads put side by side: p [count · queries, tokens], v [numKvHeads · tokens, headDim] →
 * [queries, count · headDim], as the output projection reads it. Where headDim is no multiple of 4, one texel of the
 * output spans heads, and its lanes are summed one by one.
 */
const run = defineKernel({
  name: 'AttentionMix',
  inputs: ['p', 'v'],
  uniforms: [
    ...SIGHT_UNIFORMS,
    ...STRIDE_UNIFORMS,
    { name: 'headDim', type: 'int' },
    { name: 'groupSize', type: 'int' },
    { name: 'firstHead', type: 'int' },
    { name: 'features', type: 'int' },
  ],
  code: `
  vec4 values(int firstValue, int key, int texel) {
    return texelFetch(v, rowStart(firstValue + min(key, tokens - 1) * keyStride, vSheet) + ivec2(texel, 0), 0);
  }

  // What four keys add to four features.
  vec4 ofFourKeys(ivec2 pAt, int firstValue, int key, int texel) {
    vec4 weights = texelFetch(p, pAt + ivec2(key / 4, 0), 0);
    return weights.x * values(firstValue, key, texel)
      + weights.y * values(firstValue, key + 1, texel)
      + weights.z * values(firstValue, key + 2, texel)
      + weights.w * values(firstValue, key + 3, texel);
  }

  // Four features of one head, starting at one that divides by 4. Weights of masked and padded keys are 0.
  vec4 mixFour(int query, int feature, int keys) {
    int head = feature / headDim;
    int texel = (feature - head * headDim) / 4;
    int firstValue = (firstHead + head) / groupSize * headStride;
    ivec2 pAt = rowStart(head * queries + query, pSheet);
    int texels = (keys + 3) / 4;
    ${sumInBlocks('sum', 'texels', 'ofFourKeys(pAt, firstValue, 4 * i, texel)')}
    return sum;
  }

  void main() {
    ivec2 cell = outputCell();
    if (cell.x >= queries) {
      setOutput(vec4(0.));
      return;
    }
    int keys = causal == 1 ? firstQuery + cell.x + 1 : tokens;
    if (headDim / 4 * 4 == headDim) {
      setOutput(mixFour(cell.x, cell.y, keys));
      return;
    }
    vec4 sum = vec4(0.);
    for (int lane = 0; lane < 4; lane++) {
      int feature = cell.y + lane;
      if (feature < features) {
        int within = feature - feature / headDim * headDim;
        sum[lane] = mixFour(cell.x, feature, keys)[within - within / 4 * 4];
      }
    }
    setOutput(sum);
  }
`,
});

/** See `AttentionOps.mix`. */
export function mix(weights: Matrix, v: Matrix, sharing: Sharing): Matrix {
  const { first, count } = headsOf(sharing);
  const features = count * v.cols;
  return run({ p: weights, v }, { rows: queriesOf(sharing).count, cols: features }, [
    ...sightOf(sharing),
    ...stridesOf(sharing),
    [v.cols],
    [sharing.numHeads / sharing.numKvHeads],
    [first],
    [features],
  ]);
}
