import { expect, test } from 'vitest';
import { timesLayout, timeTicks } from './layout.ts';
import { spreadOf, type TimedStep, type TimedTokens } from './timedSteps.ts';

const SIZE = { width: 700, height: 240, fontSize: 12 };
const step = (cached: number, recomputed: number): TimedStep => ({
  cached: spreadOf([0.8, 0.9, 1, 1.1, 1.2].map((share) => share * cached)),
  recomputed: spreadOf([0.8, 0.9, 1, 1.1, 1.2].map((share) => share * recomputed)),
  numKvHeads: 1,
  cacheBytes: 1,
});
const length = (tokens: number, ...steps: [TimedStep, TimedStep, TimedStep]): TimedTokens => ({
  tokens,
  steps: { mha: steps[0], gqa: steps[1], mqa: steps[2] },
});
const GROWING = [16, 32, 64, 128].map((tokens) =>
  length(tokens, step(3, tokens), step(2, tokens / 2), step(1, tokens / 4)),
);

test('places lengths that double at equal distances, and each line where its medians are, on one logarithmic scale', () => {
  const { lines, x, tokensAt } = timesLayout(GROWING, SIZE);
  const gaps = [32, 64, 128].map((tokens) => x(tokens) - x(tokens / 2));
  for (const gap of gaps) expect(gap).toBeCloseTo(gaps[0] ?? 0);
  expect(lines.map(({ line }) => line.name)).toEqual([
    'MHA cached',
    'GQA cached',
    'MQA cached',
    'MHA recomputed',
    'GQA recomputed',
    'MQA recomputed',
  ]);
  const ys = (name: string) => lines.find(({ line }) => line.name === name)?.points.map(({ y }) => y) ?? [];
  const [first = 0, second = 0] = ys('MHA recomputed');
  // Twice the time is the same way up, whoever takes it.
  expect(ys('GQA recomputed')[1]).toBeCloseTo(first);
  expect(ys('GQA recomputed')[0]).toBeCloseTo(2 * first - second);
  expect(new Set(ys('GQA cached').map(Math.round)).size).toBe(1);
  for (const tokens of [16, 32, 64, 128]) {
    expect(tokensAt(x(tokens))).toBe(tokens);
    expect(tokensAt(x(tokens) + 0.4 * (gaps[0] ?? 0))).toBe(tokens);
  }
  expect(tokensAt(-50)).toBe(16);
  expect(tokensAt(5000)).toBe(128);
});

test('keeps whiskers within the axes, those of mechanisms at one length apart, and labels apart and in view', () => {
  for (const lengths of [GROWING, GROWING.slice(0, 1), [length(16, step(1, 1), step(1, 1), step(1, 1))]]) {
    const { lines, left, right, top, bottom, markX } = timesLayout(lengths, SIZE);
    for (const { points, labelX, labelY } of lines) {
      for (const { x, y, lower, upper } of points) {
        expect(x).toBeGreaterThan(left);
        expect(x).toBeLessThan(right);
        expect(lower).toBeLessThanOrEqual(bottom);
        expect(upper).toBeGreaterThanOrEqual(top);
        expect(lower).toBeGreaterThan(y);
        expect(upper).toBeLessThan(y);
      }
      expect(labelX).toBeGreaterThan(markX);
      expect(labelY).toBeLessThanOrEqual(bottom);
      expect(labelY).toBeGreaterThanOrEqual(top);
    }
    const labels = lines.map(({ labelY }) => labelY).sort((a, b) => a - b);
    for (const [index, y] of labels.slice(1).entries()) expect(y - (labels[index] ?? 0)).toBeGreaterThan(14.9);
    const xs = lines.slice(0, 3).map(({ points }) => points[0]?.x ?? 0);
    expect((xs[1] ?? 0) - (xs[0] ?? 0)).toBeGreaterThan(4);
    expect((xs[2] ?? 0) - (xs[1] ?? 0)).toBeGreaterThan(4);
  }
});

test('draws what a coarse clock gave 0 ms on the floor, and has axes even if that is all', () => {
  const zero = length(16, step(0, 4), step(0, 0), step(0, 0));
  const { lines, bottom, yTicks } = timesLayout([zero], SIZE);
  expect(lines[0]?.points[0]?.y).toBe(bottom);
  for (const { points } of lines) for (const { y } of points) expect(Number.isFinite(y)).toBe(true);
  expect(yTicks.length).toBeGreaterThan(0);
  expect(timesLayout([length(16, step(0, 0), step(0, 0), step(0, 0))], SIZE).yTicks.length).toBeGreaterThan(0);
});

test('takes round times for ticks, as many as stand clear of each other', () => {
  expect(timeTicks(0.9, 12, 0.1)).toEqual([1, 2, 5, 10]);
  expect(timeTicks(0.9, 12, 0.15)).toEqual([1, 2, 5, 10]);
  expect(timeTicks(0.9, 1200, 0.14)).toEqual([1, 3, 10, 30, 100, 300, 1000]);
  expect(timeTicks(0.9, 1200, 0.2)).toEqual([1, 10, 100, 1000]);
  expect(timeTicks(2.1, 4.5, 0.1)).toEqual([3, 4]);
  // Nothing of the sparser choices lies within these.
  expect(timeTicks(5.5, 8.5, 0.1)).toEqual([6, 7, 8]);
});

test('leaves tick labels out where the chart is too narrow for all of them', () => {
  const labels = (width: number) => timesLayout(GROWING, { ...SIZE, width }).xTicks.map(({ label }) => label);
  expect(labels(700)).toEqual(['16', '32', '64', '128']);
  expect(labels(250)).toEqual(['32', '128']);
});
