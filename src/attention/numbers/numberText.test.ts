import { expect, test } from 'vitest';
import { numberTex, numberText } from './numberText.ts';

test('prints four significant digits, and powers of ten where there are many zeros', () => {
  expect([0.12345678, -12.3456, 1234567, 0, 1, 0.00012346, -1e-9].map((value) => numberText(value))).toEqual([
    '0.1235',
    '−12.35',
    '1.235 × 10⁶',
    '0',
    '1.000',
    '1.235 × 10⁻⁴',
    '−1.000 × 10⁻⁹',
  ]);
});

test('prints three digits where a weight is read', () => {
  expect([0.41234, 1, 2.8012e-6, 0].map((value) => numberText(value, 'three'))).toEqual([
    '0.412',
    '1.00',
    '2.80 × 10⁻⁶',
    '0',
  ]);
});

test('prints a number of five or six digits without an exponent', () => {
  expect(numberText(12345.6)).toBe('12350');
  expect(numberText(999999)).toBe('1.000 × 10⁶');
});

test('prints the fewest digits that a float32 is read back from', () => {
  for (const value of [0.1, 1 / 3, -123.456, 1e-7, 16777217, 2 ** -40].map(Math.fround)) {
    const text = numberText(value, 'exact').replace('−', '-');
    const [mantissa = '', power] = text.split(' × 10');
    const exponent = (power ?? '').replaceAll(/./gu, (digit) =>
      digit === '⁻' ? '-' : `${'⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)}`,
    );
    expect(Math.fround(Number(mantissa) * 10 ** Number(exponent || 0))).toBe(value);
  }
  expect(numberText(Math.fround(0.1), 'exact')).toBe('0.1');
});

test('prints of a float64 the digits that its float32 has', () => {
  expect(numberText(0.1, 'exact')).toBe('0.1');
  expect(numberText(1 / 3, 'exact')).toBe('0.33333333');
});

test('says what is no number or has no end', () => {
  expect(numberText(Number.NaN)).toBe('not a number');
  expect(numberText(-Infinity)).toBe('−∞');
});

test('writes TeX', () => {
  expect(numberTex(-0.00012346)).toBe('-1.235 \\times 10^{-4}');
  expect(numberTex(-2.5)).toBe('-2.500');
  expect(numberTex(-Infinity)).toBe('-\\infty');
});
