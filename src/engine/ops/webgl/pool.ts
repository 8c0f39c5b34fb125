import { cellsPerSide } from '../../../attention/levelOfDetail.ts';
import { headsOf, type Matrix, type Sharing } from '../ops.ts';
import { defineKernel } from './kernel.ts';
import { rowStats } from './softmax.ts';
import { SIGHT_UNIFORMS, sightOf, VISIBLE_KEYS } from './visibleKeys.ts';

/**
 * The softmax of s [count · tokens, tokens] with its row stats, of each block of stride × stride weights the largest alone
 * → [count · side, side]. exp is monotone: of each row's part of a block only the largest score is put through it, and no
 * weights are ever stored.
 */
const run = defineKernel({
  name: 'AttentionPool',
  inputs: ['s', 'stats'],
  uniforms: [
    ...SIGHT_UNIFORMS,
    { name: 'rows', type: 'int' },
    { name: 'scale', type: 'float' },
    { name: 'side', type: 'int' },
    { name: 'stride', type: 'int' },
  ],
  code: `
  ${VISIBLE_KEYS}

  // The largest of the scores at from … to − 1 of the row that starts at \`at\`; there is at least one.
  float largestScore(ivec2 at, int from, int to) {
    vec4 largest = vec4(texelFetch(s, at + ivec2(from / 4, 0), 0)[from - from / 4 * 4]);
    for (int key = from / 4 * 4; key < to; key += 4) {
      ivec4 keys = ivec4(key) + ivec4(0, 1, 2, 3);
      bvec4 within = bvec4(uvec4(greaterThanEqual(keys, ivec4(from))) & uvec4(lessThan(keys, ivec4(to))));
      largest = max(largest, mix(largest, texelFetch(s, at + ivec2(key / 4, 0), 0), within));
    }
    return max(max(largest.x, largest.y), max(largest.z, largest.w));
  }

  float largestWeight(int head, int cellRow, int cellColumn) {
    int from = cellColumn * stride;
    int lastQuery = min((cellRow + 1) * stride, tokens);
    float largest = 0.;
    // max may pass over a NaN, a sum does not: a row with a NaN among its scores has a NaN for its stats.
    float sum = 0.;
    for (int query = cellRow * stride; query < lastQuery; query++) {
      int row = head * tokens + query;
      int to = min(from + stride, visibleKeys(row));
      if (from < to) {
        vec2 topAndSum = texelFetch(stats, rowStart(row, statsSheet), 0).xy;
        float weight = exp(scale * (largestScore(rowStart(row, sSheet), from, to) - topAndSum.x)) / topAndSum.y;
        largest = max(largest, weight);
        sum += weight;
      }
    }
    return isnan(sum) ? sum : largest;
  }

  void main() {
    ivec2 cell = outputCell();
    vec4 four = vec4(0.);
    if (cell.x < rows) {
      int head = cell.x / side;
      for (int lane = 0; lane < 4; lane++) {
        if (cell.y + lane < side) four[lane] = largestWeight(head, cell.x - head * side, cell.y + lane);
      }
    }
    setOutput(four);
  }
`,
});

/** See `AttentionOps.pooledWeights`; `s` are unscaled scores. */
export function pool(s: Matrix, sharing: Sharing, scale: number, stride: number): Matrix {
  const side = cellsPerSide(sharing.tokens, stride);
  const out = { rows: headsOf(sharing).count * side, cols: side };
  const values = [...sightOf(sharing), [out.rows], [scale], [side], [stride]];
  return run({ s, stats: rowStats(s, sharing, scale) }, out, values);
}
