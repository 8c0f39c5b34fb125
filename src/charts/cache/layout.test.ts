import { describe, expect, it } from 'vitest';
import { cacheLayout, endLabelYs, presentLayout } from './layout.ts';
import type { CacheAxes } from './lengths.ts';
import { cacheLines } from './lines.ts';

const size = { width: 600, height: 176, fontSize: 11 };
const lines = (numHeads: number, numKvHeads: number, bytesPerElement = 4) =>
  cacheLines({ shape: { dModel: 1024, numHeads, numKvHeads }, layers: 80, sequences: 1, bytesPerElement });

const EXTREMES = [
  { numHeads: 1, numKvHeads: 1, tokens: 1 },
  { numHeads: 16, numKvHeads: 4, tokens: 10 },
  { numHeads: 64, numKvHeads: 1, tokens: 512 },
  { numHeads: 64, numKvHeads: 64, tokens: 512 },
].flatMap((sizes) => (['linear', 'log'] as const).map((axes) => ({ ...sizes, axes })));

describe('cacheLayout', () => {
  it.each(['linear', 'log'] as CacheAxes[])('reads a length back from its place on %s axes', (axes) => {
    const layout = cacheLayout(lines(16, 4), 10, axes, size);
    for (const tokens of [1, 10, 512, 1024]) expect(layout.tokensAt(layout.x(tokens))).toBe(tokens);
    expect(layout.tokensAt(-100)).toBe(1);
    expect(layout.tokensAt(10_000)).toBe(layout.longest);
  });
  it('ends the line of MHA in the upper right corner', () => {
    const [mha] = lines(16, 4);
    const layout = cacheLayout(lines(16, 4), 10, 'linear', size);
    expect(layout.y(mha?.bytesAt(layout.longest) ?? 0)).toBe(layout.top);
  });
});

describe('endLabelYs', () => {
  it.each(EXTREMES)(
    'keeps labels apart: $numHeads heads, $numKvHeads KV heads, $axes',
    ({ axes, tokens, ...counts }) => {
      const all = lines(counts.numHeads, counts.numKvHeads);
      const ys = endLabelYs(all, cacheLayout(all, tokens, axes, size), size.fontSize);
      expect(ys.slice(0, 3)).not.toContain(undefined);
      const shown = ys.filter((y) => y !== undefined).sort((a, b) => a - b);
      shown.slice(1).forEach((y, index) => {
        expect(y - (shown[index] ?? 0)).toBeGreaterThanOrEqual(size.fontSize);
      });
    },
  );
});

describe('presentLayout', () => {
  it.each(EXTREMES)(
    'labels three dots above all lines: $numHeads heads, $tokens tokens, $axes',
    ({ axes, tokens, ...counts }) => {
      const all = lines(counts.numHeads, counts.numKvHeads, 0.5);
      const layout = cacheLayout(all, tokens, axes, size);
      const { dots, ruleLabelY } = presentLayout(all, tokens, layout, size.fontSize);
      expect(dots.map((dot) => dot.line.name)).toEqual(['MHA', 'GQA', 'MQA']);
      expect(ruleLabelY).toBeGreaterThan(0);
      for (const dot of dots) expect(dot.labelY).toBeLessThan(Math.min(...dots.map(({ y }) => y)));
    },
  );
});
