import { describe, expect, it } from 'vitest';
import { distanceLayout } from './layout.ts';
import type { DistancePoint } from './points.ts';

const SIZE = { width: 560, height: 240, fontSize: 11 };

/** 16 query heads: 320 B of cache a KV head. */
const points = (distances: readonly (number | undefined)[] = [0.9, 0.8, 0.6, 0.4, 0]): DistancePoint[] =>
  distances.map((distance, index) => ({
    numKvHeads: 2 ** index,
    cacheBytes: 320 * 2 ** index,
    exactCacheBytes: 320 * 2 ** index,
    distance,
    spread: undefined,
  }));

const layoutOf = (shown: readonly DistancePoint[], chosen: number, size = SIZE) =>
  distanceLayout(shown, { chosen, kvRule: 'mean' }, size);

describe('distanceLayout', () => {
  it('sets points whose caches double equally far apart', () => {
    const xs = layoutOf(points(), 4).points.map(({ x }) => x);
    const gaps = xs.slice(1).map((x, index) => x - (xs[index] ?? 0));
    for (const gap of gaps) expect(gap).toBeCloseTo(gaps[0] ?? 0);
  });

  it('draws distances from 0 at the bottom, farther ones higher', () => {
    const { points: placed, bottom, top } = layoutOf(points(), 4);
    const ys = placed.map(({ y }) => y);
    expect(ys.at(-1)).toBe(bottom);
    expect(ys).toEqual([...ys].sort((a, b) => a - b));
    expect(Math.min(...ys)).toBeGreaterThanOrEqual(top);
  });

  it('leaves room for the whole of every whisker', () => {
    const spread = { least: 0.5, median: 1, most: 3, count: 10 };
    const [first, ...others] = points();
    const { points: placed, top } = layoutOf([{ ...(first as DistancePoint), spread }, ...others], 4);
    expect(placed[0]?.spread?.most).toBeGreaterThanOrEqual(top);
    expect(placed[0]?.labelY).toBeLessThan(placed[0]?.spread?.most ?? 0);
  });

  it('names what each number of KV heads is, and marks the chosen one alone', () => {
    const named = (chosen: number) =>
      layoutOf(points(), chosen).points.map(({ name, isChosen }) => (isChosen ? `[${name}]` : name));
    expect(named(4)).toEqual(['MQA', '', '[GQA]', '', 'MHA']);
    expect(named(16)).toEqual(['MQA', '', '', '', '[MHA = GQA]']);
  });

  it('does not take a layer drawn anew for the MHA that is measured from', () => {
    const { points: placed } = distanceLayout(points(), { chosen: 4, kvRule: 'independent' }, SIZE);
    expect(placed.at(-1)).toMatchObject({ name: 'another MHA', label: '16 KV' });
  });

  it('has ticks for all, and points for what is measured', () => {
    const { points: placed, xTicks } = layoutOf(points([0.9, undefined, undefined, undefined, 0]), 4);
    expect(placed.map(({ point }) => point.numKvHeads)).toEqual([1, 16]);
    expect(xTicks.map(({ label }) => label)).toEqual(['1 KV', '2 KV', '4 KV', '8 KV', '16 KV']);
    expect(xTicks.map(({ under }) => under)).toEqual(['320 B', '640 B', '1,280 B', '2,560 B', '5,120 B']);
  });

  it('leaves out bytes that have no room, never MHA’s', () => {
    const { xTicks } = layoutOf(points([1, 1, 1, 1, 1, 1, 0]), 4, { ...SIZE, width: 340 });
    expect(xTicks.map(({ label }) => label)).toEqual(['1', '2', '4', '8', '16', '32', '64']);
    expect(xTicks.map(({ under }) => under)).toEqual(['320 B', '', '1,280 B', '', '5,120 B', '', '20,480 B']);
  });

  it('has a place for the one point of a layer with one head, and for nothing measured', () => {
    const one = layoutOf(points([0]), 1);
    expect(one.points[0]?.x).toBeGreaterThan(one.left);
    expect(one.points[0]).toMatchObject({ name: 'MHA = GQA = MQA', label: '1 KV' });
    expect(layoutOf(points([undefined, undefined]), 1).points).toEqual([]);
  });
});
