import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FitsLine, longestThatFits } from './frontier.ts';
import { fitsLayout } from './layout.ts';
import { fitsTable } from './table.ts';
import { askedSentence, sequencesText } from './words.ts';

/** A line of a memory that holds so many tokens of all sequences together. */
const lineOf = (name: string, room: number): FitsLine => ({
  ...{ name, accent: 'gqa' },
  sequencesAt: (tokens) => BigInt(Math.floor(room / tokens)),
});
const FUZZ = { seed: 13, numRuns: 60 };
const numbersIn = (path: string) => (path.match(/-?[\d.]+/g) ?? []).map(Number);

const inputs = fc.record({
  lines: fc
    .array(fc.integer({ min: 0, max: 2 ** 31 }), { minLength: 1, maxLength: 4 })
    .map((rooms) => rooms.map((room, index) => lineOf(`GQA-${index}`, room))),
  longest: fc.integer({ min: 1, max: 10_000_000 }),
  contextTokens: fc.integer({ min: 1, max: 10_000_000 }),
  sequences: fc.integer({ min: 1, max: 100_000 }),
});
const sizes = fc.record({
  width: fc.integer({ min: 290, max: 1800 }),
  height: fc.constant(242),
  fontSize: fc.constant(11),
});

it('finds the longest context of which one sequence fits, as counting does', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 2000 }), (room, longest) => {
      let tokens = 0;
      while (tokens < longest && Math.floor(room / (tokens + 1)) >= 1) tokens++;
      expect(longestThatFits(lineOf('MHA', room), longest)).toBe(tokens);
    }),
    FUZZ,
  );
});

it('draws frontiers inside the frame, falling to the right', () => {
  fc.assert(
    fc.property(inputs, sizes, (input, size) => {
      const { frontiers, left, right, top, bottom } = fitsLayout(input, size);
      for (const { path, isEmpty } of frontiers) {
        const numbers = numbersIn(path);
        expect(numbers.length === 0).toBe(isEmpty);
        if (isEmpty) continue;
        const xs = numbers.filter((_, index) => index % 2 === 0);
        const ys = numbers.filter((_, index) => index % 2 === 1);
        expect(Math.min(...xs)).toBeGreaterThan(left - 0.01);
        expect(Math.max(...xs)).toBeLessThan(right + 0.01);
        expect(Math.min(...ys)).toBeGreaterThan(top - 0.01);
        expect(Math.max(...ys)).toBeLessThan(bottom + 0.01);
        expect(ys.every((y, index) => index === 0 || y >= (ys[index - 1] ?? 0) - 0.01)).toBe(true);
      }
    }),
    FUZZ,
  );
});

it('keeps labels apart and what is asked for in view', () => {
  fc.assert(
    fc.property(inputs, sizes, (input, size) => {
      const { frontiers, left, right, top, bottom, x, y } = fitsLayout(input, size);
      const ys = frontiers.map(({ labelY }) => labelY).sort((a, b) => a - b);
      expect(ys.every((at, index) => index === 0 || at - (ys[index - 1] ?? 0) > size.fontSize)).toBe(true);
      expect(ys[0]).toBeGreaterThan(0.5 * size.fontSize);
      expect(ys.at(-1)).toBeLessThan(bottom);
      expect(x(input.contextTokens)).toBeGreaterThan(left - 0.01);
      expect(x(input.contextTokens)).toBeLessThan(right + 0.01);
      expect(y(input.sequences)).toBeGreaterThan(top);
    }),
    FUZZ,
  );
});

it('puts what fits exactly on the frontier, and steps down to nothing behind the last context that fits', () => {
  const input = { lines: [lineOf('MHA', 65_536)], longest: 131_072, contextTokens: 4096, sequences: 16 };
  const layout = fitsLayout(input, { width: 600, height: 242, fontSize: 11 });
  const numbers = numbersIn(layout.frontiers[0]?.path ?? '');
  expect(numbers.at(-2)).toBeCloseTo(layout.x(65_536), 2);
  expect(numbers.at(-1)).toBeCloseTo(layout.bottom, 2);
  expect(numbers[1]).toBeCloseTo(layout.y(64), 2);
});

it('draws few sequences as the steps that they are', () => {
  const input = { lines: [lineOf('MHA', 65_536)], longest: 131_072, contextTokens: 4096, sequences: 16 };
  const layout = fitsLayout(input, { width: 600, height: 242, fontSize: 11 });
  const numbers = numbersIn(layout.frontiers[0]?.path ?? '');
  const slopes: number[] = [];
  for (let index = 0; index + 3 < numbers.length; index += 2) {
    const [x = 0, y = 0, nextX = 0, nextY = 0] = numbers.slice(index, index + 4);
    if (y > layout.y(16) && y !== nextY) slopes.push(nextX - x);
  }
  expect(slopes.length).toBeGreaterThan(10);
  expect(Math.max(...slopes)).toBeLessThan(0.8);
});

it('falls from many sequences to none where the memory of a longer one is not there', () => {
  const line: FitsLine = { name: 'MHA', accent: 'mha', sequencesAt: (tokens) => (tokens <= 5000 ? 4n : 0n) };
  const input = { lines: [line], longest: 131_072, contextTokens: 4096, sequences: 16 };
  const layout = fitsLayout(input, { width: 600, height: 242, fontSize: 11 });
  const [x, y, endX, endY] = numbersIn(layout.frontiers[0]?.path ?? '').slice(-4);
  expect([x, endX].map((at) => Math.abs((at ?? 0) - layout.x(5000)) < 0.01)).toEqual([true, true]);
  expect(y).toBeCloseTo(layout.y(4), 2);
  expect(endY).toBeCloseTo(layout.bottom, 2);
});

it('says and tabulates what fits, what does not, and what memory does not limit', () => {
  const free: FitsLine = { name: 'as published', accent: 'published', sequencesAt: () => null };
  const input = { lines: [free, lineOf('MHA', 5000)], longest: 4096, contextTokens: 3000, sequences: 2 };
  expect(askedSentence(input)).toBe('2 sequences of 3,000 tokens fit with as published.');
  expect(askedSentence({ ...input, lines: [lineOf('MHA', 0)], sequences: 1 })).toMatch(/fits with none/);
  expect([null, 0n, 1n].map(sequencesText)).toEqual(['any number', 'none', '1 sequence']);
  const { rows } = fitsTable(input);
  expect(rows.slice(-3)).toEqual([
    [2048, 'any number', 2n],
    [3000, 'any number', 1n],
    [4096, 'any number', 1n],
  ]);
  const layout = fitsLayout(input, { width: 600, height: 242, fontSize: 11 });
  expect(layout.frontiers[0]?.isEmpty).toBe(false);
});
