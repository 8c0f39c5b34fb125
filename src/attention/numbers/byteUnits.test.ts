import { expect, it } from 'vitest';
import { formatBothBytes, formatDecimalBytes } from './byteUnits.ts';

it('names a size in GiB and in GB', () => {
  expect(formatBothBytes(16 * 2 ** 30)).toBe('16 GiB (17.18 GB)');
  expect(formatBothBytes(80e9)).toBe('74.51 GiB (80 GB)');
  expect(formatBothBytes(16_060_522_496n)).toBe('14.96 GiB (16.06 GB)');
  expect(formatBothBytes(131_072n)).toBe('128 KiB (131.1 kB)');
  expect(formatBothBytes(2n ** 40n)).toBe('1 TiB (1.1 TB)');
});

it('names exact bytes once', () => {
  for (const [bytes, text] of [
    [0, '0 B'],
    [512n, '512 B'],
    [70_272, '70,272 B'],
    [99_999n, '99,999 B'],
  ] as const) {
    expect(formatBothBytes(bytes)).toBe(text);
    expect(formatDecimalBytes(Number(bytes))).toBe(text);
  }
  expect(formatBothBytes(100_000)).toBe('97.66 KiB (100 kB)');
});

it('lets the digits that are shown decide the unit', () => {
  expect(formatBothBytes(1024n * 1024n - 1n)).toBe('1 MiB (1.049 MB)');
  expect(formatBothBytes(999_999n)).toBe('976.6 KiB (1 MB)');
  expect(formatDecimalBytes(999_400)).toBe('999.4 kB');
  expect(formatDecimalBytes(999_960_000)).toBe('1 GB');
  expect(formatDecimalBytes(5e21)).toBe('5,000 EB');
});
