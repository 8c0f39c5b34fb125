import { expect, it } from 'vitest';
import { bothUnits, figureText, flopText, msText } from './figures.ts';

it('gives bytes in both units, and one of them to what is the same in both', () => {
  expect(bothUnits(16_060_522_496n)).toBe('14.96 GiB (16.06 GB)');
  expect(bothUnits(512n)).toBe('512 B');
  expect(bothUnits(1000n)).toBe('1,000 B (1 kB)');
  expect(bothUnits(2n ** 40n)).toBe('1 TiB (1.1 TB)');
  expect(bothUnits(10n ** 19n)).toBe('8.674 EiB (10 EB)');
});

it('lets the digits that are shown decide the unit', () => {
  expect(bothUnits(1024n * 1024n - 1n)).toBe('1 MiB (1.049 MB)');
  expect(bothUnits(999_999n)).toBe('976.6 KiB (1 MB)');
});

it('gives operations, times and figures', () => {
  expect(flopText(16_060_522_496_000n)).toBe('16.06 TFLOP');
  expect(flopText(12n)).toBe('12 FLOP');
  expect(msText(4.794)).toBe('4.794 ms');
  expect(msText(0.0001)).toBe('< 0.001 ms');
  expect(msText(0)).toBe('0 ms');
  expect(figureText(295.34)).toBe('295.3');
  expect(figureText(12_345.6)).toBe('12,346');
});
