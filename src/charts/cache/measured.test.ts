import { expect, it } from 'vitest';
import { cacheLayout } from './layout.ts';
import { cacheLines } from './lines.ts';
import { lengthNear, type MeasuredBytes, measuredSentence, stopsAtMeasured } from './measured.ts';

const linesOf = (dModel: number) =>
  cacheLines({ shape: { dModel, numHeads: 6, numKvHeads: 3 }, layers: 1, sequences: 1, bytesPerElement: 4 });
const cache = (mechanism: MeasuredBytes['mechanism'], tokens: number, bytes: number, headDim = 8): MeasuredBytes => {
  return { mechanism, headDim, tokens, layers: 1, bytes };
};
const EQUAL = [cache('mha', 24, 9_216), cache('gqa', 24, 4_608), cache('mqa', 24, 1_536)];
const SIZE = { width: 600, height: 176, fontSize: 11 };

it('says what was measured, and that it is the formula’s', () => {
  expect(measuredSentence(linesOf(48), EQUAL, 24)).toBe(
    'measured: MHA 9,216 B, GQA 4,608 B, MQA 1,536 B for 24 tokens, 1 layer, float32: the bytes of the formula.',
  );
  expect(measuredSentence(linesOf(48), EQUAL, 25)).toMatch(/^Rings: caches that this page allocated/);
});

it('says why more was measured than the formula has', () => {
  expect(measuredSentence(linesOf(36), [cache('mqa', 24, 1_536, 6)], 24)).toBe(
    'measured: MQA 1,536 B for 24 tokens, 1 layer, float32. The formula has 1,152 B, ' +
      'for a head’s 6 features take the room of 8: the GPU’s texels hold 4 numbers each.',
  );
  expect(measuredSentence(linesOf(48), [cache('mqa', 24, 2_000)], 24)).toBe(
    'measured: MQA 2,000 B for 24 tokens, 1 layer, float32. The formula has 1,536 B.',
  );
});

it.each(['linear', 'log'] as const)('a cache of the formula’s bytes lies on its line, on %s axes', (axes) => {
  const lines = linesOf(48);
  const layout = cacheLayout(lines, 10, axes, SIZE, EQUAL);
  const [mha] = lines;
  const [start, end] = [layout.shortest, layout.longest].map((tokens) => ({
    x: layout.x(tokens),
    y: layout.y(mha?.bytesAt(tokens) ?? 0),
  }));
  if (!start || !end) expect.fail();
  const share = (layout.x(24) - start.x) / (end.x - start.x);
  expect(layout.y(9_216)).toBeCloseTo(start.y + share * (end.y - start.y), 6);
});

it('keeps every measured cache in view, however long or padded it is', () => {
  const measured = [cache('mha', 2048, 4 * 786_432, 2), cache('mha', 1500, 9_216)];
  const { longest, top, bottom, right, x, y } = cacheLayout(linesOf(12), 10, 'linear', SIZE, measured);
  expect(longest).toBe(2048);
  for (const { tokens, bytes } of measured) {
    expect(x(tokens)).toBeLessThanOrEqual(right);
    expect(y(bytes)).toBeGreaterThanOrEqual(top);
    expect(y(bytes)).toBeLessThanOrEqual(bottom);
  }
  expect(cacheLayout(linesOf(12), 10, 'linear', SIZE, [cache('mha', 1024, 1)]).longest).toBe(1024);
});

it('reads a measured length where the pointer is as good as on it', () => {
  const { x, tokensAt } = cacheLayout(linesOf(48), 10, 'linear', SIZE, EQUAL);
  const near = (px: number) => lengthNear(px, [...EQUAL, cache('mha', 32, 1)], { x, tokensAt }, SIZE.fontSize);
  expect(near(x(24))).toBe(24);
  expect(near(x(24) - 2)).toBe(24);
  expect(near(x(24) + 0.9 * (x(32) - x(24)))).toBe(32);
  expect(near(x(100))).toBe(100);
});

it('a key halts at the first measured length on its way, and passes none by', () => {
  const measured = [cache('mha', 32, 1), cache('mha', 24, 1), cache('gqa', 24, 1)];
  expect(stopsAtMeasured(10, 40, measured)).toBe(24);
  expect(stopsAtMeasured(24, 40, measured)).toBe(32);
  expect(stopsAtMeasured(32, 40, measured)).toBe(40);
  expect(stopsAtMeasured(40, 10, measured)).toBe(32);
  expect(stopsAtMeasured(10, 12, measured)).toBe(12);
  expect(stopsAtMeasured(10, undefined, measured)).toBeUndefined();
});
