import { expect, it } from 'vitest';
import { roundedToFloat16 } from '../numbers/float16.ts';
import { significantBits, typeNameOf, unitRoundoff } from './precision.ts';

it('counts the bits that numbers use, of each the type that it was rounded to', () => {
  const thirds = Float32Array.of(1 / 3, -2 / 3, 1e-3);
  expect(significantBits(thirds)).toBe(24);
  expect(significantBits(roundedToFloat16(thirds))).toBe(11);
  expect(significantBits(Float32Array.of(1 + 2 ** -7, 0.5))).toBe(8);
  expect(significantBits(Float32Array.of(1 + 2 ** -12))).toBe(13);
  expect(significantBits(Float32Array.of(1 + 2 ** -23))).toBe(24);
});

it('takes numbers that use fewer bits than any type has for bfloat16', () => {
  for (const values of [[], [0, 1, -2], [0.75], [-0]]) expect(significantBits(Float32Array.from(values))).toBe(8);
});

it('reads a part of a larger array', () => {
  expect(significantBits(Float32Array.of(1 / 3, 1, 2).subarray(1))).toBe(8);
});

it('knows how far each type rounds, and its name', () => {
  expect([8, 11, 24].map((bits) => [unitRoundoff(bits), typeNameOf(bits)])).toEqual([
    [0.00390625, 'bfloat16'],
    [0.00048828125, 'float16'],
    [2 ** -24, 'float32'],
  ]);
  expect(typeNameOf(10)).toBe('float16');
  expect(typeNameOf(12)).toBe('float32');
});
