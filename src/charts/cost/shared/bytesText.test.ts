import { expect, it } from 'vitest';
import { bytesText, decimalBytes } from './bytesText.ts';

it('names a size in GiB and in GB', () => {
  expect(bytesText(16 * 2 ** 30)).toBe('16 GiB (17.18 GB)');
  expect(bytesText(80e9)).toBe('74.51 GiB (80 GB)');
});

it('names exact bytes once', () => {
  expect(bytesText(512)).toBe('512 B');
  expect(decimalBytes(999)).toBe('999 B');
});

it('chooses the decimal unit by the digits that it shows', () => {
  expect(decimalBytes(999_600)).toBe('0.9996 MB');
  expect(decimalBytes(1e9)).toBe('1 GB');
  expect(decimalBytes(5e21)).toBe('5,000 EB');
});
