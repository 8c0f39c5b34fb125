import { expect, it } from 'vitest';
import { figureText, flopText, msText } from './figures.ts';

it('gives operations, times and figures', () => {
  expect(flopText(16_060_522_496_000n)).toBe('16.06 TFLOP');
  expect(flopText(12n)).toBe('12 FLOP');
  expect(flopText(999_960n)).toBe('1 MFLOP');
  expect(msText(4.794)).toBe('4.794 ms');
  expect(msText(0.0001)).toBe('< 0.001 ms');
  expect(msText(0)).toBe('0 ms');
  expect(figureText(295.34)).toBe('295.3');
  expect(figureText(12_345.6)).toBe('12,346');
});
