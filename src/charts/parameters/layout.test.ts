import { describe, expect, it } from 'vitest';
import { barsHeightEm, barsLayout } from './layout.ts';
import { parameterBars } from './stack.ts';

const bars = (dModel: number, numHeads: number, numKvHeads: number) =>
  parameterBars({ dModel, numHeads, numKvHeads }, true);

describe('barsLayout', () => {
  it('draws all bars to one scale, MHA across the whole width but a hairline', () => {
    const layout = barsLayout(bars(256, 16, 4), 600, 11);
    const ends = layout.bars.map((bar) => {
      const last = bar.marks.at(-1);
      return last ? last.x + last.width : 0;
    });
    expect(ends[0]).toBeCloseTo(598.5);
    expect((ends[1] ?? 0) / (ends[0] ?? 1)).toBeCloseTo(0.625, 2);
  });
  it('draws the biases of the largest layer a visible hairline', () => {
    const bias = barsLayout(bars(1024, 64, 8), 600, 11).bars[2]?.marks.find((mark) => mark.part === 'bias');
    expect(bias?.width).toBeGreaterThanOrEqual(1.5);
  });
  it('leaves a label out where its segment is too narrow', () => {
    const labels = barsLayout(bars(256, 16, 4), 600, 11).bars.map((bar) =>
      bar.marks.map((mark) => mark.label).join(''),
    );
    expect(labels).toEqual(['QKVO', 'QKVO', 'QO']);
  });
  it('ticks the smallest layer at whole parameters', () => {
    const { ticks } = barsLayout(bars(16, 1, 1), 600, 11);
    expect(ticks[0]?.label).toBe('0');
    expect(new Set(ticks.map((tick) => tick.label)).size).toBe(ticks.length);
  });
  it('keeps the labels of the axis within the picture', () => {
    const { ticks } = barsLayout(bars(512, 64, 8), 620, 20);
    expect(ticks.map((tick) => tick.anchor)).toEqual(['start', 'middle', 'end']);
  });
  it('puts formulas under the bars of a narrow picture, and makes it higher', () => {
    expect(barsLayout(bars(256, 16, 4), 300, 11).wide).toBe(false);
    expect(barsHeightEm(300 / 11)).toBeGreaterThan(barsHeightEm(600 / 11));
  });
});
