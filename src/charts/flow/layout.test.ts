import { describe, expect, it } from 'vitest';
import { fitsInLines, flowLayout, rowMiddle, tokenAt } from './layout.ts';

const size = { width: 600, height: 400, fontSize: 10 };
const many = Array.from({ length: 512 }, (_, position) => `t${position}`);

describe('flowLayout', () => {
  it('puts all tokens into the box’s height, however many', () => {
    const layout = flowLayout(many, size, 'fit');
    expect(layout.height).toBeCloseTo(400 + 5);
    expect(rowMiddle(layout, 511)).toBeLessThan(400);
  });
  it('gives each token a line of its own where it is to scroll', () => {
    expect(flowLayout(many, size, 'lines').pitch).toBe(15);
    expect(fitsInLines(512, size)).toBe(false);
    expect(fitsInLines(10, size)).toBe(true);
  });
  it('draws few tokens no farther apart than reads well', () => {
    expect(flowLayout(['a', 'b'], size, 'fit').pitch).toBe(24);
  });
  it('keeps labels, lines and bars beside each other', () => {
    const { queryX, keyX, barX, barLength, labelRoom } = flowLayout(['x'.repeat(1_000)], size, 'fit');
    expect(labelRoom).toBeLessThan(queryX);
    expect(queryX).toBeLessThan(keyX);
    expect(keyX + labelRoom).toBeLessThan(barX);
    expect(barX + barLength).toBeLessThan(600);
  });
});

describe('tokenAt', () => {
  const layout = flowLayout(['a', 'b'], size, 'fit');
  it('finds queries on the left and keys on the right', () => {
    expect(tokenAt(layout, 2, 5, rowMiddle(layout, 1))).toEqual({ side: 'query', position: 1 });
    expect(tokenAt(layout, 2, 595, rowMiddle(layout, 0))).toEqual({ side: 'key', position: 0 });
  });
  it('finds none in the middle of the lines, above or below', () => {
    expect(tokenAt(layout, 2, (layout.queryX + layout.keyX) / 2, rowMiddle(layout, 0))).toBeNull();
    expect(tokenAt(layout, 2, 5, 0)).toBeNull();
    expect(tokenAt(layout, 2, 5, rowMiddle(layout, 2))).toBeNull();
  });
});
