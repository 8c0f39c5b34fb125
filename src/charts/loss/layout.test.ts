import { describe, expect, it } from 'vitest';
import { lossLayout } from './layout.ts';
import { type LossPoint, modelCacheBytes } from './points.ts';

const SIZE = { width: 560, height: 240, fontSize: 11 };

const points = (count = 3): LossPoint[] =>
  [1.3, 1, 0.9, 0.8, 0.7].map((median, index) => ({
    numKvHeads: 2 ** index,
    cacheBytes: modelCacheBytes({ dModel: 256, numHeads: 16, numKvHeads: 2 ** index }),
    median,
    least: median - 0.1,
    most: median + 0.2,
    count,
  }));

describe('lossLayout', () => {
  it('sets points whose caches double equally far apart', () => {
    const xs = lossLayout(points(), 4, SIZE).points.map(({ x }) => x);
    const gaps = xs.slice(1).map((x, index) => x - (xs[index] ?? 0));
    for (const gap of gaps) expect(gap).toBeCloseTo(gaps[0] ?? 0);
  });

  it('draws the loss from 0 at the bottom, with room for every range and its label', () => {
    const { points: placed, yTicks, top, bottom } = lossLayout(points(), 4, SIZE);
    expect(yTicks[0]).toEqual({ at: bottom, label: '0.0' });
    for (const { y, most, least, labelY } of placed) {
      expect(most).toBeGreaterThanOrEqual(top);
      expect([labelY, most, y, least]).toEqual([labelY, most, y, least].toSorted((a, b) => a - b));
    }
  });

  it('names MQA, MHA and the present choice, and marks none where the choice has no point', () => {
    const named = (chosen: number | undefined) =>
      lossLayout(points(), chosen, SIZE).points.map(({ name, isChosen }) => (isChosen ? `[${name}]` : name));
    expect(named(4)).toEqual(['MQA', '', '[GQA]', '', 'MHA']);
    expect(named(16)).toEqual(['MQA', '', '', '', '[MHA = GQA]']);
    for (const chosen of [undefined, 64]) expect(named(chosen)).toEqual(['MQA', '', '', '', 'MHA']);
  });

  it('has ticks of KV heads with the cache of a whole model', () => {
    const { xTicks } = lossLayout(points(), 4, SIZE);
    expect(xTicks.map(({ label }) => label)).toEqual(['1 KV', '2 KV', '4 KV', '8 KV', '16 KV']);
    expect(xTicks.map(({ under }) => under)).toEqual(['0.25 MiB', '0.5 MiB', '1 MiB', '2 MiB', '4 MiB']);
  });

  it('has a place for a single point', () => {
    const [only] = points();
    const { left, right, points: placed } = lossLayout([only as LossPoint], 1, SIZE);
    expect(placed[0]?.x).toBeGreaterThan(left);
    expect(placed[0]?.x).toBeLessThan(right);
  });
});
