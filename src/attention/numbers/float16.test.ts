import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromFloat16, roundedToFloat16, toFloat16 } from './float16.ts';

test('every half but NaN comes back as the same bits', () => {
  const all = Uint16Array.from({ length: 2 ** 16 }, (_, bits) => bits);
  const isNumber = (bits: number) => (bits & 0x7fff) <= 0x7c00;
  const numbers = all.filter(isNumber);
  expect(toFloat16(fromFloat16(numbers))).toEqual(numbers);
  expect(fromFloat16(all.filter((bits) => !isNumber(bits))).every(Number.isNaN)).toBe(true);
});

test('known values have the bits of IEEE 754', () => {
  const values = [1, -2, 65504, 65520, 2 ** -24, 2 ** -25, 1.5 * 2 ** -25, 0, -0, Infinity, NaN, 1 / 3];
  const bits = [0x3c00, 0xc000, 0x7bff, 0x7c00, 1, 0, 1, 0, 0x8000, 0x7c00, 0x7e00, 0x3555];
  expect([...toFloat16(Float32Array.from(values))]).toEqual(bits);
});

test('what is rounded is what comes back from a file', () => {
  const values = Float32Array.of(1 / 3, -2, 65504, 65520, 2 ** -25, 1e-30, 0, -Infinity);
  expect(roundedToFloat16(values)).toEqual(fromFloat16(toFloat16(values)));
});

test('no half is nearer than the one chosen', () => {
  fc.assert(
    fc.property(fc.float({ min: -60000, max: 60000, noNaN: true }), (value) => {
      const [bits = 0] = toFloat16(Float32Array.of(value));
      const [chosen = NaN, above = NaN, below = NaN] = fromFloat16(
        Uint16Array.of(bits, bits + 1, Math.max(0, bits - 1)),
      );
      const distance = Math.abs(chosen - value);
      expect(distance).toBeLessThanOrEqual(Math.abs(above - value));
      if (bits & 0x7fff) expect(distance).toBeLessThanOrEqual(Math.abs(below - value));
    }),
    { numRuns: 2000 },
  );
});
