import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MODELS } from '../../../catalog/models/models.ts';
import { timelineOf } from '../../../catalog/models/timeline.ts';
import { textWidth } from '../../labels.ts';
import { dodge } from './dodge.ts';
import { dotsOf } from './dots.ts';
import { dotAfterKey } from './keys.ts';
import { dotNear, timelineHeightEm, timelineLayout } from './layout.ts';
import { timelineTable } from './table.ts';

const TIMELINE = timelineOf(MODELS);
const DOTS = dotsOf(TIMELINE);
const layoutAt = (width: number) =>
  timelineLayout(DOTS, { width, fontSize: 11, height: 11 * timelineHeightEm(width / 11) });
const WIDTHS = [290, 360, 700, 1100, 1800];

/** The least distance between two of some places. */
function leastDistance(places: readonly { readonly x: number; readonly y: number }[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const [index, a] of places.entries())
    for (const b of places.slice(index + 1)) least = Math.min(least, Math.hypot(a.x - b.x, a.y - b.y));
  return least;
}

it.each(WIDTHS)('shows every model once, apart from all others and inside the frame, %s px wide', (width) => {
  const layout = layoutAt(width);
  expect(new Set(layout.dots.map(({ dot }) => dot.id)).size).toBe(MODELS.length);
  expect(leastDistance(layout.dots)).toBeGreaterThan(layout.pitch - 0.01);
  expect(layout.pitch).toBeGreaterThan(5.5);
  const half = layout.pitch / 2;
  const xs = layout.dots.map(({ x }) => x);
  expect(Math.min(...xs) - half).toBeGreaterThanOrEqual(layout.left - 0.01);
  expect(Math.max(...xs) + half).toBeLessThanOrEqual(layout.right + 0.01);
  expect(Math.max(...layout.dots.map(({ y }) => y)) + half).toBeLessThanOrEqual(layout.bottom + 0.01);
});

it.each(WIDTHS)('stands dots at their year and near their number of queries per KV head, %s px wide', (width) => {
  const layout = layoutAt(width);
  const { yTicks, left, right } = layout;
  const [one = 0, two = 0] = yTicks.map(({ at }) => at);
  const column = (right - left) / 10;
  for (const { dot, x, y } of layout.dots) {
    expect(Math.floor((x - left) / column)).toBe(dot.year - 2017);
    if (dot.groupSize === null) expect(y).toBeLessThan(layout.nameY);
    else {
      const place = one + (two - one) * Math.log2(dot.groupSize);
      expect(y).toBeGreaterThan(layout.nameY);
      // A tenth of the axis at most: rows of dots at one place, and neighbours moved apart.
      expect(Math.abs(y - place)).toBeLessThan(0.11 * (layout.bottom - layout.top));
    }
  }
});

it('fills the frame with its axis, ticks and all', () => {
  const { yTicks, dots, top, bottom } = layoutAt(700);
  expect(yTicks.map(({ label }) => label)).toEqual(['1', '2', '4', '8', '16', '32', '64']);
  for (const { at } of yTicks) expect(at > top && at < bottom).toBe(true);
  expect(dots.find(({ dot }) => dot.groupSize === 71)?.y).toBeCloseTo(top, 6);
});

it('keeps a crowd at the top of the axis below its name', () => {
  const [one] = DOTS;
  if (!one) throw new Error('No models.');
  const crowd = Array.from({ length: 80 }, (_, index) => ({ ...one, id: `${index}`, groupSize: 64 }));
  const { dots, nameY, pitch } = timelineLayout([...crowd, { ...one, year: 2026 }], {
    width: 360,
    height: 500,
    fontSize: 11,
  });
  expect(Math.min(...dots.map(({ y }) => y)) - pitch / 2).toBeGreaterThan(nameY);
});

it.each(WIDTHS)('keeps legend and years from running together, %s px wide', (width) => {
  const { legend, xTicks } = layoutAt(width);
  for (const { x, label } of legend) expect(x + 11 + textWidth(label, 11)).toBeLessThan(width);
  const apart = (xTicks[1]?.at ?? 0) - (xTicks[0]?.at ?? 0);
  expect(apart).toBeGreaterThan(textWidth('2000', 11));
  expect(xTicks.at(-1)?.label).toBe('2026');
});

it('spreads a column without overlap, in order, whenever it has room', () => {
  const blocks = fc.array(fc.record({ at: fc.integer({ min: 0, max: 400 }), count: fc.integer({ min: 1, max: 12 }) }), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(blocks, fc.integer({ min: 1, max: 6 }), (all, perRow) => {
      const { places } = dodge(all, perRow, 8, 0, 900);
      const dots = places.flat().map(({ dx, y }) => ({ x: dx, y }));
      expect(dots).toHaveLength(all.reduce((sum, { count }) => sum + count, 0));
      expect(leastDistance(dots)).toBeGreaterThan(7.99);
      expect(Math.min(...dots.map(({ y }) => y))).toBeGreaterThanOrEqual(4 - 0.01);
      expect(Math.max(...dots.map(({ y }) => y))).toBeLessThanOrEqual(896.01);
      expect(Math.max(...dots.map(({ x }) => Math.abs(x)))).toBeLessThanOrEqual(((perRow - 1) / 2) * 8);
    }),
    { seed: 13, numRuns: 100 },
  );
});

it('leaves a single dot at its place', () => {
  expect(dodge([{ at: 100, count: 1 }], 3, 8, 0, 200)).toEqual({ places: [[{ dx: 0, y: 100 }]], moved: 0 });
});

it('reaches every model by the right arrow key, and none that is not there', () => {
  const { dots } = layoutAt(700);
  let index = 0;
  const seen = new Set([0]);
  for (let step = 0; step < dots.length + 5; step++) {
    index = dotAfterKey('ArrowRight', index, dots) ?? -1;
    seen.add(index);
  }
  expect(seen.size).toBe(dots.length);
  expect(index).toBe(dots.length - 1);
  expect(dotAfterKey('ArrowLeft', 0, dots)).toBe(0);
  expect(dotAfterKey('Home', 9, dots)).toBe(0);
  expect(dotAfterKey('End', 9, dots)).toBe(dots.length - 1);
  expect(dotAfterKey('x', 9, dots)).toBeUndefined();
});

it('goes up and down to a dot that stands there', () => {
  const { dots } = layoutAt(700);
  for (const [index, { y }] of dots.entries()) {
    const [up, down] = ['ArrowUp', 'ArrowDown'].map(
      (key) => dots[dotAfterKey(key, index, dots) ?? -1]?.y ?? Number.NaN,
    );
    if (up !== y) expect(up).toBeLessThan(y);
    if (down !== y) expect(down).toBeGreaterThan(y);
  }
  const lowest = dots.findIndex(({ y }) => y === Math.max(...dots.map((dot) => dot.y)));
  expect(dotAfterKey('ArrowDown', lowest, dots)).toBe(lowest);
});

it('finds the dot next to a pointer, and none far from all', () => {
  const { dots } = layoutAt(700);
  for (const { dot, x, y } of dots) expect(dotNear(dots, x + 1, y, 16)?.dot).toBe(dot);
  expect(dotNear(dots, -50, -50, 16)).toBeNull();
});

it('says what each model is', () => {
  const sentence = (name: string) => DOTS.find((dot) => dot.name === name)?.sentence;
  expect(sentence('Llama-2 70B')).toBe('Llama-2 70B, 2023: GQA, 8 queries per KV head');
  expect(sentence('DeepSeek-V3')).toBe('DeepSeek-V3, 2024: MLA, no KV heads to share');
  expect(sentence('BERT-base')).toMatch(/1 query per KV head, an encoder that keeps no cache$/);
  expect(timelineTable(TIMELINE).rows.find(([name]) => name === 'Mamba 130M')).toEqual([
    ...['Mamba 130M', '2023', 'no attention', 'none', 'none'],
  ]);
});

it('stays whole without any model', () => {
  const layout = timelineLayout([], { width: 700, height: 374, fontSize: 11 });
  expect(layout.dots).toEqual([]);
  expect(layout.xTicks).toEqual([]);
});
