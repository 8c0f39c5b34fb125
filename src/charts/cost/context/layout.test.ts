import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CachePlan } from '../../../attention/cost/cachedLayers.ts';
import { textWidth } from '../../labels.ts';
import { sampleTokens } from './axis.ts';
import { type ContextInput, contextLayout } from './layout.ts';
import { contextTable } from './table.ts';
import { planLine } from './testing/planLine.ts';
import { crossingsSentence } from './words.ts';

const GIB = 2n ** 30n;
const planOf = (kvHeads: number, window: number | null): CachePlan => {
  const heads = { kvHeads, headDimK: 128, headDimV: 128 };
  const full = { kind: 'full', count: 8, window: null, ...heads } as const;
  const sliding = { kind: 'sliding', count: 24, window, ...heads } as const;
  return { kind: 'decoder', layers: window === null ? [full] : [full, sliding], crossAttention: null, indexer: null };
};
const NAMES = { published: 'as published', mha: 'MHA', gqa: 'GQA-8', mqa: 'MQA' } as const;
const linesOf = (window: number | null, sequences: number) =>
  (
    [
      ['published', 8],
      ['mha', 32],
      ['gqa', 8],
      ['mqa', 1],
    ] as const
  ).map(([accent, kvHeads]) =>
    planLine({ name: NAMES[accent], accent, plan: planOf(kvHeads, window), format: { type: 'bf16' }, sequences }),
  );

const inputs = fc.record({
  lines: fc.tuple(fc.constantFrom(null, 512, 4096), fc.constantFrom(1, 64)).map(([window, n]) => linesOf(window, n)),
  ceiling: fc.option(fc.bigInt({ min: -5n, max: 900n }).map((gib) => gib * GIB)),
  longest: fc.integer({ min: 1, max: 10_000_000 }),
  contextTokens: fc.integer({ min: 1, max: 2_000_000 }),
  axes: fc.constantFrom('linear' as const, 'log' as const),
});
const sizes = fc.record({
  width: fc.integer({ min: 290, max: 1800 }),
  height: fc.constant(242),
  fontSize: fc.constantFrom(11, 14),
});
const FUZZ = { seed: 13, numRuns: 60 };

const numbersIn = (path: string) => (path.match(/-?[\d.]+/g) ?? []).map(Number);

it('draws every line inside the frame, rising to the right', () => {
  fc.assert(
    fc.property(inputs, sizes, (input, size) => {
      const layout = contextLayout(input, size);
      for (const { path, above } of layout.lines)
        for (const numbers of [numbersIn(path), numbersIn(above)]) {
          const xs = numbers.filter((_, index) => index % 2 === 0);
          const ys = numbers.filter((_, index) => index % 2 === 1);
          if (numbers.length === 0) continue;
          expect(Math.min(...xs)).toBeGreaterThan(layout.left - 0.01);
          expect(Math.max(...xs)).toBeLessThan(layout.right + 0.01);
          expect(Math.min(...ys)).toBeGreaterThan(layout.top - 0.01);
          expect(Math.max(...ys)).toBeLessThan(layout.bottom + 0.01);
          expect(ys.slice(1).every((y, index) => y <= (ys[index] ?? 0) + 0.01)).toBe(true);
        }
    }),
    FUZZ,
  );
});

it('marks each crossing on the ceiling, where the line is exactly as high', () => {
  fc.assert(
    fc.property(inputs, sizes, (input, size) => {
      const layout = contextLayout(input, size);
      for (const { line, crossing, crossX } of layout.lines) {
        if (crossX === null || crossing === null || input.ceiling === null) continue;
        expect(line.bytesAt(crossing) <= input.ceiling).toBe(true);
        expect(line.bytesAt(crossing + 1) > input.ceiling).toBe(true);
        expect(crossX).toBeCloseTo(Math.max(layout.left, layout.x(crossing)), 6);
        expect(layout.y(Number(input.ceiling))).toBeCloseTo(layout.ceilingY ?? -1, 6);
      }
    }),
    FUZZ,
  );
});

it('keeps the labels of lines apart and inside the picture', () => {
  fc.assert(
    fc.property(inputs, sizes, (input, size) => {
      const em = size.fontSize;
      const layout = contextLayout(input, size);
      for (const { crossX, labelX, labelY, anchor } of layout.lines) {
        if (crossX === null) continue;
        // Under the row that says what is above the ceiling, and beside its own leader.
        expect(labelY - layout.ceilingLabelY).toBeGreaterThan(em);
        expect(labelY).toBeLessThan((layout.ceilingY ?? 0) - 0.5 * em);
        expect(Math.sign(labelX - crossX)).toBe(anchor === 'start' ? 1 : -1);
      }
      const boxes = layout.lines.map(({ label, labelX, labelY, anchor }) => {
        const width = textWidth(label, em);
        const left = anchor === 'start' ? labelX : labelX - width;
        return { left, right: left + width, y: labelY };
      });
      for (const [index, a] of boxes.entries()) {
        expect(a.left).toBeGreaterThanOrEqual(0);
        expect(a.right).toBeLessThanOrEqual(size.width + 0.01);
        expect(a.y).toBeGreaterThan(0.5 * em);
        for (const b of boxes.slice(index + 1))
          if (a.left < b.right && b.left < a.right) expect(Math.abs(a.y - b.y)).toBeGreaterThanOrEqual(em);
      }
    }),
    FUZZ,
  );
});

it('reads a length back from its place', () => {
  for (const axes of ['linear', 'log'] as const) {
    const input: ContextInput = { lines: linesOf(null, 1), ceiling: GIB, longest: 1024, contextTokens: 7, axes };
    const layout = contextLayout(input, { width: 600, height: 242, fontSize: 11 });
    for (const tokens of [1, 7, 512, layout.longest]) expect(layout.tokensAt(layout.x(tokens))).toBe(tokens);
    expect(layout.tokensAt(-100)).toBe(1);
    expect(layout.tokensAt(10_000)).toBe(layout.longest);
  }
});

it('shows every crossing on logarithmic axes, and what was asked for on either', () => {
  const input = { lines: linesOf(null, 1), ceiling: 60n * GIB, longest: 1024, contextTokens: 9000 } as const;
  const size = { width: 600, height: 242, fontSize: 11 };
  const log = contextLayout({ ...input, axes: 'log' }, size);
  expect(log.lines.every(({ crossX }) => crossX !== null)).toBe(true);
  expect(contextLayout({ ...input, axes: 'linear' }, size).longest).toBe(16_384);
});

it('samples a line on both sides of each bend, ascending, from one end of the axis to the other', () => {
  for (const axes of ['linear', 'log'] as const) {
    const samples = sampleTokens(axes, 8192, [1000, 9000]);
    expect(samples).toEqual(expect.arrayContaining([999, 1000, 1001]));
    expect(samples.at(0)).toBe(axes === 'log' ? 1 : 0);
    expect(samples.at(-1)).toBe(8192);
    expect(samples.every((tokens, index) => index === 0 || tokens > (samples[index - 1] ?? 0))).toBe(true);
  }
});

it('tabulates the exact bytes at bends, crossings and the length asked for', () => {
  const [, , gqa] = linesOf(4096, 1);
  if (!gqa) throw new Error('No line.');
  const table = contextTable({ lines: [gqa], ceiling: GIB, longest: 8192, contextTokens: 777, axes: 'linear' });
  const row = (tokens: number) => table.rows.find(([first]) => first === tokens);
  expect(row(777)).toEqual([777, gqa.bytesAt(777), GIB]);
  expect(row(4096)).toEqual([4096, gqa.bytesAt(4096), GIB]);
  expect(crossingsSentence([gqa], GIB)).toBe('Fits: GQA-8 up to 20,480 tokens.');
  expect(row(20_480)).toEqual([20_480, GIB, GIB]);
});

it('says so if no memory may be used', () => {
  expect(crossingsSentence(linesOf(null, 1), -GIB)).toMatch(/^No memory may be used/);
  const layout = contextLayout(
    { lines: linesOf(null, 1), ceiling: -GIB, longest: 1024, contextTokens: 7, axes: 'log' },
    { width: 600, height: 242, fontSize: 11 },
  );
  expect(layout.ceilingY).toBeNull();
});

it('draws a variant that keeps nothing along the bottom, on either axes', () => {
  const nothing: CachePlan = { ...planOf(1, null), layers: [] };
  const line = planLine({ name: 'MQA', accent: 'mqa', plan: nothing, format: { type: 'bf16' }, sequences: 1 });
  for (const axes of ['linear', 'log'] as const) {
    const input = { lines: [line], ceiling: GIB, longest: 1024, contextTokens: 7, axes };
    const { lines, bottom } = contextLayout(input, { width: 600, height: 242, fontSize: 11 });
    const ys = numbersIn(lines[0]?.path ?? '').filter((_, index) => index % 2 === 1);
    expect(ys.length).toBeGreaterThan(1);
    for (const y of ys) expect(y).toBeCloseTo(bottom, 2);
    expect(crossingsSentence([line], GIB)).toBe('Fits: MQA at any length.');
  }
});
