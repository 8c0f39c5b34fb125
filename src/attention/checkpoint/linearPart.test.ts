import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LinearPart, readBias, readWeight, storedRanges } from './linearPart.ts';
import { numbered, sourceOf } from './testing/sourceOf.ts';

const RANGES = [
  { first: 8, end: 11 },
  { first: 0, end: 2 },
  { first: 5, end: 6 },
];
const OUTPUTS = [8, 9, 10, 0, 1, 5];

const part = (isTransposed: boolean): LinearPart => ({
  weight: 'w',
  bias: 'b',
  shape: isTransposed ? [7, 12] : [12, 7],
  isTransposed,
  inputs: 7,
  outputs: OUTPUTS.length,
  ranges: RANGES,
});

const anyRows = fc.tuple(fc.nat(6), fc.nat(6)).map(([a, b]) => ({ first: Math.min(a, b), end: Math.max(a, b) }));

describe('a part of a fused matrix', () => {
  it('finds any of its outputs in the stored matrix', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const stored = storedRanges(part(false), rows).flatMap(({ first, end }) =>
          Array.from({ length: end - first }, (_, index) => first + index),
        );
        expect(stored).toEqual(OUTPUTS.slice(rows.first, rows.end));
      }),
    );
  });

  it.each([false, true])(
    'reads the same weights and biases of any outputs, stored as [in, out]: %s',
    async (isTransposed) => {
      const matrix = isTransposed ? numbered(7, 12) : numbered(12, 7);
      const source = sourceOf({ w: matrix, b: numbered(12) });
      const at = (output: number, input: number) => (isTransposed ? input * 12 + output : output * 7 + input) + 1;
      const buffers = {};
      await fc.assert(
        fc.asyncProperty(anyRows, async (rows) => {
          const outputs = OUTPUTS.slice(rows.first, rows.end);
          const expected = outputs.flatMap((output) => Array.from({ length: 7 }, (_, input) => at(output, input)));
          expect([...(await readWeight(source, part(isTransposed), rows, buffers))]).toEqual(expected);
          expect([...((await readBias(source, part(isTransposed), rows)) ?? [])]).toEqual(outputs.map((o) => o + 1));
        }),
        { numRuns: 50 },
      );
    },
  );

  it('reads no row that it does not need of a matrix stored as [out, in]', async () => {
    const source = sourceOf({ w: numbered(12, 7) });
    await readWeight(source, part(false), { first: 1, end: 5 });
    expect(source.reads).toEqual(['w 9–11', 'w 0–2']);
  });

  it('reads a wide matrix stored as [in, out] in blocks of 16 MB', async () => {
    const width = 2 ** 21;
    const sizes: number[] = [];
    const source = {
      shapeOf: () => [3, width],
      async read(_: string, rows = { first: 0, end: 3 }, into = new Float32Array(0)) {
        sizes.push(rows.end - rows.first);
        for (let row = rows.first; row < rows.end; row++) into[(row - rows.first) * width + 5] = 10 + row;
        return into;
      },
    };
    const wide = { ...part(true), shape: [3, width] as const, inputs: 3, ranges: [{ first: 5, end: 6 }], outputs: 1 };
    expect([...(await readWeight(source, wide))]).toEqual([10, 11, 12]);
    expect(sizes).toEqual([2, 1]);
  });

  it('gives memory back to be used again, and takes more if it is too short', async () => {
    const source = sourceOf({ w: numbered(12, 7) });
    const buffers: { into?: Float32Array } = { into: new Float32Array(7) };
    const first = await readWeight(source, part(false), { first: 0, end: 4 }, buffers);
    const second = await readWeight(source, part(false), { first: 4, end: 5 }, buffers);
    expect([first.length, second.length, second.buffer === first.buffer]).toEqual([28, 7, true]);
  });
});
