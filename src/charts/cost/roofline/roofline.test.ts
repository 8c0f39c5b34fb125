import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textWidth } from '../../labels.ts';
import { intensityAfterKey } from './keys.ts';
import { rooflineHeightEm, rooflineLayout } from './layout.ts';
import { attainable, pointLabel, pointSentence, type RooflinePoint, rateText, ridgeOf } from './points.ts';
import { rooflineTable } from './table.ts';

const ROOF = { peakFlops: 989e12, bandwidth: 3.35e12 };
const FUZZ = { seed: 13, numRuns: 150 };
const roofs = fc.record({
  peakFlops: fc.double({ min: 1e12, max: 1e17, noNaN: true }),
  bandwidth: fc.double({ min: 1e11, max: 1e14, noNaN: true }),
});
const points = fc.array(
  fc.record({
    name: fc.constantFrom('as published', 'MHA', 'GQA-8', 'MQA'),
    accent: fc.constantFrom('published' as const, 'mha' as const, 'gqa' as const, 'mqa' as const),
    phase: fc.constantFrom('decode' as const, 'prefill' as const),
    intensity: fc.double({ min: 0.01, max: 1e6, noNaN: true }),
    boundMs: fc.double({ min: 1e-3, max: 1e7, noNaN: true }),
  }),
  { maxLength: 8 },
);
const sizeOf = (width: number, count: number) => ({
  width,
  fontSize: 11,
  height: 11 * rooflineHeightEm(count, width / 11),
});
const widths = fc.integer({ min: 290, max: 1800 });
const decode: RooflinePoint = { name: 'GQA-8', accent: 'gqa', phase: 'decode', intensity: 50, boundMs: 6.789 };

it('rises with intensity up to the ridge, and is flat from there on', () => {
  expect(attainable(ROOF, 1)).toBe(3.35e12);
  expect(attainable(ROOF, ridgeOf(ROOF) / 2)).toBeCloseTo(989e12 / 2, -3);
  expect(attainable(ROOF, 10 * ridgeOf(ROOF))).toBe(989e12);
});

it('stands every point on the roof, inside the frame, in the order of intensity', () => {
  fc.assert(
    fc.property(points, roofs, widths, (all, roof, width) => {
      const layout = rooflineLayout(all, roof, sizeOf(width, all.length));
      const [start, ridge, end] = layout.roof;
      for (const { point, x, y } of layout.points) {
        expect(x).toBeGreaterThan(layout.left);
        expect(x).toBeLessThan(layout.right);
        const isFlat = point.intensity >= ridgeOf(roof);
        const [a, b] = isFlat ? [ridge, end] : [start, ridge];
        if (!a || !b) throw new Error('The roof has three points.');
        const onRoof = a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0]);
        expect(Math.abs(y - onRoof)).toBeLessThan(0.01);
      }
      const sorted = layout.points.toSorted((a, b) => a.point.intensity - b.point.intensity);
      expect(sorted.every(({ x }, index) => index === 0 || x >= (sorted[index - 1]?.x ?? 0) - 0.01)).toBe(true);
    }),
    FUZZ,
  );
});

it('keeps labels apart and inside the picture, at the right of a wide one and below a narrow one', () => {
  fc.assert(
    fc.property(points, roofs, widths, (all, roof, width) => {
      const size = sizeOf(width, all.length);
      const layout = rooflineLayout(all, roof, size);
      const ys = layout.points.map(({ labelY }) => labelY).sort((a, b) => a - b);
      expect(ys.every((y, index) => index === 0 || y - (ys[index - 1] ?? 0) > size.fontSize)).toBe(true);
      for (const { label, labelX, labelY } of layout.points) {
        expect(labelX + 1.08 * textWidth(label, 11)).toBeLessThan(Math.max(width, 300));
        expect(labelY).toBeGreaterThan(0);
        expect(labelY).toBeLessThan(size.height - 0.4 * 11);
        if (layout.hasLeaders) expect(labelX).toBeGreaterThan(layout.right);
        else expect(labelY).toBeGreaterThan(layout.axisBottom + 0.5 * 11);
      }
    }),
    FUZZ,
  );
});

it('has labels in the order of their points, so that no leader crosses another', () => {
  fc.assert(
    fc.property(points, roofs, (all, roof) => {
      const layout = rooflineLayout(all, roof, sizeOf(1000, all.length));
      const byLabel = layout.points.toSorted((a, b) => a.labelY - b.labelY);
      expect(byLabel.every(({ x }, index) => index === 0 || x <= (byLabel[index - 1]?.x ?? 0))).toBe(true);
    }),
    FUZZ,
  );
});

it('has ticks on both axes, inside the frame', () => {
  fc.assert(
    fc.property(points, roofs, widths, (all, roof, width) => {
      const { xTicks, yTicks, left, right, top, bottom } = rooflineLayout(all, roof, sizeOf(width, all.length));
      expect(xTicks.length).toBeGreaterThan(0);
      expect(yTicks.length).toBeGreaterThan(0);
      for (const { at } of xTicks) expect(at >= left - 0.01 && at <= right + 0.01).toBe(true);
      for (const { at } of yTicks) expect(at >= top - 0.01 && at <= bottom + 0.01).toBe(true);
    }),
    FUZZ,
  );
});

it('moves a point to the right as its intensity grows, and its label keeps its place in the order', () => {
  const at = (intensity: number) => {
    const other = { ...decode, name: 'MHA', intensity: 10 };
    return rooflineLayout([other, { ...decode, intensity }], ROOF, sizeOf(900, 2)).points;
  };
  expect(at(100)[1]?.x).toBeGreaterThan(at(50)[1]?.x ?? 0);
  expect(at(50)[1]?.labelY).toBeLessThan(at(50)[0]?.labelY ?? 0);
});

it('writes rates, bounds and points in words', () => {
  expect(rateText(989e12)).toBe('989 TFLOP/s');
  expect(rateText(999.9e12)).toBe('1 PFLOP/s');
  expect(pointLabel(decode)).toBe('GQA-8 decode ≥ 6.79 ms');
  expect(pointSentence(decode, ROOF)).toBe('GQA-8 decode ≥ 6.79 ms at 50 FLOP/B, bound by memory');
  expect(pointSentence({ ...decode, intensity: 296, boundMs: 1500 }, ROOF)).toMatch(/≥ 1.5 s .* bound by compute$/);
  expect(rooflineTable([decode], ROOF).rows).toEqual([
    ['GQA-8 decode', 50, ridgeOf(ROOF), attainable(ROOF, 50), 6.789, 'memory'],
  ]);
});

it('steps through the axis by keys, and stops at its ends', () => {
  expect(intensityAfterKey('ArrowRight', 8, 1, 100)).toBeCloseTo(8 * 2 ** 0.25, 9);
  expect(intensityAfterKey('PageDown', 8, 1, 100)).toBeCloseTo(2, 9);
  expect(intensityAfterKey('PageUp', 90, 1, 100)).toBe(100);
  expect([intensityAfterKey('Home', 8, 1, 100), intensityAfterKey('End', 8, 1, 100)]).toEqual([1, 100]);
  expect(intensityAfterKey('a', 8, 1, 100)).toBeUndefined();
});
