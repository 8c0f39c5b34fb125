import { expect, it } from 'vitest';
import { textWidth } from '../labels.ts';
import type { CurveLine, CurveScale } from './curveLine.ts';
import { curveLayout, endNames } from './layout.ts';
import { stepAfterKey } from './stepKeys.ts';

const SIZE = { width: 600, height: 200, fontSize: 12 };
const SCALE: CurveScale = {
  name: 'loss',
  chance: { value: 4.28, label: 'guessing' },
  most: 5,
  format: (value) => value.toFixed(2),
};
const line: CurveLine = { mechanism: 'mha', name: 'MHA · 4 KV', values: Float32Array.of(4, 3), steps: 2 };
const layout = (axis: 'linear' | 'log', values = line.values) =>
  curveLayout([line], [values], SCALE, { steps: 1_000, axis }, SIZE);

it('has the first step at the left and the last at the right, on either axis', () => {
  for (const { x, left, right, stepAt } of [layout('linear'), layout('log')]) {
    expect([x(1), x(1_000)]).toEqual([left, right]);
    expect([stepAt(-50), stepAt(x(37)), stepAt(9_999)]).toEqual([1, 37, 1_000]);
  }
});

it('names whole steps, and powers of ten on a logarithmic axis', () => {
  expect(layout('log').xTicks.map(({ label }) => label)).toEqual(['1', '10', '100', '1,000']);
  expect(layout('linear').xTicks[0]?.label).toBe('1');
});

it('reaches as far as a loss that leaves the usual range', () => {
  expect(layout('linear').yTicks.at(-1)?.label).toBe('5.00');
  expect(Number(layout('linear', Float32Array.of(4, 21)).yTicks.at(-1)?.label)).toBeGreaterThanOrEqual(20);
});

it('keeps the names of lines that end together apart, with a leader from the end of each that had to move', () => {
  const ends = [2, 2, 4].map((value) => ({ step: 500, value }));
  const [high, first, second] = endNames(ends, layout('linear'), 12).toSorted((a, b) => a.y - b.y);
  expect((second?.y ?? 0) - (first?.y ?? 0)).toBeGreaterThanOrEqual(12);
  const end = { x: layout('linear').x(500), y: layout('linear').y(2) };
  expect([high?.leader, first?.leader, second?.leader]).toEqual([undefined, end, end]);
  expect(((first?.y ?? 0) + (second?.y ?? 0)) / 2).toBeCloseTo(end.y, 4);
});

it('keeps the names of lines at 0 above the axis, and within the picture at the last step', () => {
  const frame = layout('linear');
  const names = endNames(
    [0, 0, Number.NaN].map((value) => ({ step: 1_000, value })),
    frame,
    12,
  );
  for (const { x, y } of names) {
    expect(y + 6).toBeLessThanOrEqual(frame.bottom);
    expect(y).toBeGreaterThanOrEqual(frame.top);
    expect(x).toBeGreaterThan(frame.right);
    expect(x + textWidth(line.name, 12)).toBeLessThan(SIZE.width);
  }
});

it('moves the reading by keys, at least by a step, and stays inside', () => {
  expect(stepAfterKey('ArrowRight', 500, 1_000, 'linear')).toBe(510);
  expect(stepAfterKey('ArrowLeft', 3, 1_000, 'log')).toBe(2);
  expect(stepAfterKey('PageUp', 995, 1_000, 'linear')).toBe(1_000);
  expect(stepAfterKey('Home', 500, 1_000, 'linear')).toBe(1);
  expect(stepAfterKey('x', 500, 1_000, 'linear')).toBeUndefined();
});
