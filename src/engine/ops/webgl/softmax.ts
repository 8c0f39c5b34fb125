import type { Matrix, Sharing } from '../ops.ts';
import { sumInBlocks } from './blockedSum.ts';
import { defineKernel } from './kernel.ts';
import { SIGHT_UNIFORMS, sightOf, VISIBLE_KEYS } from './visibleKeys.ts';

const UNIFORMS = [...SIGHT_UNIFORMS, { name: 'rows', type: 'int' }, { name: 'scale', type: 'float' }] as const;

/** s [rows, tokens] → [rows, 2]: each row's largest visible score and Σ exp(scale · (score − largest)). */
const runRowStats = defineKernel({
  name: 'AttentionRowStats',
  inputs: ['s'],
  uniforms: UNIFORMS,
  code: `
  ${VISIBLE_KEYS}
  vec4 exponentials(ivec2 at, int key, int keys, float top) {
    vec4 four = exp(scale * (texelFetch(s, at + ivec2(key / 4, 0), 0) - top));
    return mix(vec4(0.), four, visible(key, keys));
  }

  void main() {
    int row = outputCell().x;
    if (row >= rows) {
      setOutput(vec4(0.));
      return;
    }
    int keys = visibleKeys(row);
    ivec2 at = rowStart(row, sSheet);
    // The first score stands in for keys out of sight: it leaves the maximum as it is.
    vec4 largest = vec4(texelFetch(s, at, 0).x);
    for (int key = 0; key < keys; key += 4) {
      largest = max(largest, mix(largest, texelFetch(s, at + ivec2(key / 4, 0), 0), visible(key, keys)));
    }
    float top = max(max(largest.x, largest.y), max(largest.z, largest.w));
    int texels = (keys + 3) / 4;
    ${sumInBlocks('sum', 'texels', 'exponentials(at, 4 * i, keys, top)')}
    setOutput(vec4(top, dot(sum, vec4(1.)), 0., 0.));
  }
`,
});

/** s [rows, tokens] and its row stats → the weights, cells out of sight exactly 0. */
const runNormalise = defineKernel({
  name: 'AttentionSoftmax',
  inputs: ['s', 'stats'],
  uniforms: UNIFORMS,
  code: `
  ${VISIBLE_KEYS}
  void main() {
    ivec2 cell = outputCell();
    int keys = visibleKeys(cell.x);
    if (cell.x >= rows || cell.y >= keys) {
      setOutput(vec4(0.));
      return;
    }
    vec2 topAndSum = texelFetch(stats, rowStart(cell.x, statsSheet), 0).xy;
    vec4 four = texelFetch(s, rowStart(cell.x, sSheet) + ivec2(cell.y / 4, 0), 0);
    vec4 weights = exp(scale * (four - topAndSum.x)) / topAndSum.y;
    setOutput(mix(vec4(0.), weights, visible(cell.y, keys)));
  }
`,
});

/** Of each row of unscaled scores [rows, tokens] its largest visible one, and the sum under its softmax: [rows, 2]. */
export function rowStats(s: Matrix, sharing: Sharing, scale: number): Matrix {
  return runRowStats({ s }, { rows: s.rows, cols: 2 }, [...sightOf(sharing), [s.rows], [scale]]);
}

/**
 * Softmax over the visible keys of each row of unscaled `s` [rows, tokens]. The maximum is subtracted before scaling, so
 * scores of any size neither overflow nor lose what tells them apart.
 */
export function softmax(s: Matrix, sharing: Sharing, scale: number): Matrix {
  const stats = rowStats(s, sharing, scale);
  return runNormalise({ s, stats }, { rows: s.rows, cols: s.cols }, [...sightOf(sharing), [s.rows], [scale]]);
}
