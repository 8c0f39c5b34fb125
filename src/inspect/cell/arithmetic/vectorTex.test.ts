import { expect, test } from 'vitest';
import { sumTex, vectorTex } from './vectorTex.ts';

test('writes the first three numbers of a vector', () => {
  expect(vectorTex([1, -2, 3, 4], 'short')).toBe('\\left(1.000,\\; -2.000,\\; 3.000,\\; \\dots\\right)');
  expect(vectorTex([0.5], 'exact')).toBe('\\left(0.5\\right)');
});

test('writes a sum with the signs of its terms', () => {
  expect(sumTex([-1, -2, 3, 4], 'short')).toBe('-1.000 - 2.000 + 3.000 + \\dots');
  expect(sumTex([0.5, 0], 'exact')).toBe('0.5 + 0');
});
