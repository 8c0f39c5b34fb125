import { describe, expect, it } from 'vitest';
import { flowLayout, rowMiddle } from './layout.ts';
import { barPath, lineBundles, lineStyle } from './lines.ts';

const layout = flowLayout(['a', 'b'], { width: 600, height: 400, fontSize: 10 }, 'fit');
const link = (queryPosition: number, keyPosition: number, weight: number) => ({ queryPosition, keyPosition, weight });

describe('lineStyle', () => {
  it('grows with the root of the weight, as the colours of maps do', () => {
    expect(lineStyle(1, layout)).toEqual({ level: 32, width: 6, opacity: 1 });
    expect(lineStyle(0.25, layout).level).toBe(16);
    expect(lineStyle(0, layout).level).toBe(1);
  });
  it('is thinner where rows are low, so that neighbours stay apart', () => {
    expect(lineStyle(1, { pitch: 2 }).width).toBe(3);
    expect(lineStyle(1, { pitch: 0.1 }).width).toBe(1.5);
  });
});

describe('lineBundles', () => {
  it('draws lines of the same look as one path, the strongest last', () => {
    const bundles = lineBundles([link(1, 0, 0.25), link(1, 1, 0.249), link(0, 0, 1)], layout);
    expect(bundles.map(({ level }) => level)).toEqual([16, 32]);
    expect(bundles[0]?.d.match(/M/g)).toHaveLength(2);
    expect(bundles[1]?.d).toBe(`M${layout.queryX} ${rowMiddle(layout, 0)}L${layout.keyX} ${rowMiddle(layout, 0)}`);
  });
});

describe('barPath', () => {
  it('has a bar for each weight, of the root’s length', () => {
    expect(barPath([1, 0.25], layout)).toBe(
      `M${layout.barX} 49h${layout.barLength}v10H${layout.barX}ZM${layout.barX} 73h${layout.barLength / 2}v10H${layout.barX}Z`,
    );
  });
});
