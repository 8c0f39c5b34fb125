import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textWidth } from '../../labels.ts';
import { limitLabels, memoryLayout, PART_NAMES } from './layout.ts';
import { type MemoryBar, stackOf } from './stack.ts';
import { memoryTable } from './table.ts';
import { titleOf } from './words.ts';

const GIB = 2n ** 30n;
const bytes = fc.bigInt({ min: 0n, max: 400n * GIB });
const bar = fc.record({
  name: fc.constant('GQA-8'),
  accent: fc.constant('gqa' as const),
  weightBytes: fc.option(bytes),
  cacheBytes: bytes,
  overheadBytes: bytes,
});
const FUZZ = { seed: 13, numRuns: 100 };
const plain: MemoryBar = {
  ...{ name: 'MHA', accent: 'mha', weightBytes: 15n * GIB },
  ...{ cacheBytes: 80n * GIB, overheadBytes: 2n * GIB },
};

it('stacks parts without gap or overlap, up to the limit or the total', () => {
  fc.assert(
    fc.property(bar, bytes, (one, limit) => {
      const { segments, total, free } = stackOf(one, limit);
      let end = 0n;
      for (const { start, bytes: length } of segments) {
        expect(start).toBe(end);
        expect(length > 0n).toBe(true);
        end = start + length;
      }
      expect(end).toBe(total > limit ? total : limit);
      expect(free).toBe(limit - total);
      expect(total).toBe((one.weightBytes ?? 0n) + one.overheadBytes + one.cacheBytes);
    }),
    FUZZ,
  );
});

it('counts what is beyond the limit as too much, whichever part it belongs to', () => {
  const { segments } = stackOf(plain, 72n * GIB);
  expect(segments.map(({ part }) => part)).toEqual(['weights', 'overhead', 'cache', 'too much']);
  expect(segments.at(-1)?.bytes).toBe(25n * GIB);
  expect(stackOf(plain, 10n * GIB).segments.map(({ part }) => part)).toEqual(['weights', 'too much']);
});

it('says what is free, what is short, and that weights are not known', () => {
  expect(titleOf(stackOf(plain, 72n * GIB))[2]).toBe('short by 25 GiB (26.84 GB)');
  expect(titleOf(stackOf({ ...plain, cacheBytes: GIB }, 72n * GIB))[2]).toBe('54 GiB (57.98 GB) free');
  expect(titleOf(stackOf({ ...plain, weightBytes: null }, 72n * GIB))[2]).toBe('weights not known');
});

it('keeps bars, labels and marks inside the picture, whatever overflows', () => {
  fc.assert(
    fc.property(
      fc.array(bar, { minLength: 1, maxLength: 4 }),
      bytes,
      bytes,
      fc.integer({ min: 290, max: 1800 }),
      (bars, a, b, width) => {
        const [limit, memory] = a < b ? [a, b + 1n] : [b, a + 1n];
        const layout = memoryLayout(bars, limit, memory, width, 11);
        let bottom = layout.barsTop;
        for (const { segments, top, height, end, titles } of layout.bars) {
          expect(titles[0]?.y).toBeGreaterThan(bottom);
          bottom = top + height;
          expect(end).toBeLessThanOrEqual(width);
          for (const { x, width: length, label } of segments) {
            expect(x).toBeGreaterThanOrEqual(0);
            expect(x + length).toBeLessThanOrEqual(width);
            expect(textWidth(label, 11)).toBeLessThan(length);
          }
        }
        expect(bottom).toBeLessThan(layout.axisY);
        for (const { at, label } of layout.ticks) expect(at + textWidth(label, 11) / 2).toBeLessThanOrEqual(width);
      },
    ),
    FUZZ,
  );
});

it('keeps all bars to one scale', () => {
  const small = { ...plain, name: 'MQA', cacheBytes: 2n * GIB };
  const { bars, limitX, memoryX } = memoryLayout([plain, small], 72n * GIB, 80n * GIB, 800, 11);
  const weights = bars.map(({ segments }) => segments[0]?.width);
  expect(weights[0]).toBe(weights[1]);
  expect((weights[0] ?? 0) / limitX).toBeCloseTo(15 / 72, 6);
  expect(memoryX / limitX).toBeCloseTo(80 / 72, 6);
  expect(bars.map(({ isCut }) => isCut)).toEqual([false, false]);
});

it('cuts off a bar that would make all others too small to read', () => {
  const huge = { ...plain, cacheBytes: 9000n * GIB };
  const { bars, memoryX } = memoryLayout([huge], 72n * GIB, 80n * GIB, 800, 11);
  expect(bars[0]?.isCut).toBe(true);
  expect(memoryX).toBeGreaterThan(300);
});

it('keeps the labels of the limits apart, the legend in the picture, and both under their lines where there is room', () => {
  fc.assert(
    fc.property(fc.integer({ min: 290, max: 1800 }), fc.integer({ min: 1, max: 100 }), (width, percent) => {
      const layout = memoryLayout([plain], (80n * GIB * BigInt(percent)) / 100n, 80n * GIB, width, 11);
      const texts = ['may be used: 72.31 GiB (77.64 GB)', 'all: 80.21 GiB (86.13 GB)'] as const;
      const [a, b] = limitLabels(texts, layout, width, 11);
      expect(Math.min(a, b)).toBeGreaterThanOrEqual(0);
      expect(b + textWidth(texts[1], 11)).toBeLessThanOrEqual(width + 0.01);
      if (!layout.isNarrow) expect(b - a).toBeGreaterThan(textWidth(texts[0], 11));
      for (const { part, x } of layout.legend)
        expect(x + layout.swatch + textWidth(PART_NAMES[part], 11)).toBeLessThan(width);
    }),
    FUZZ,
  );
});

it('tabulates exact bytes', () => {
  expect(memoryTable([{ ...plain, weightBytes: null }], GIB).rows).toEqual([
    ['MHA', 'not known', 2n * GIB, 80n * GIB, 82n * GIB, GIB, 0n, 81n * GIB],
  ]);
});
