import { expect, test } from 'vitest';
import { formatBytes, formatCount, formatCountOf, formatPercent, formatWeight } from './format.ts';

test('counts have thousands separators, and things their plural', () => {
  expect(formatCount(263_168)).toBe('263,168');
  expect(formatCountOf(1, 'token')).toBe('1 token');
  expect(formatCountOf(0, 'token')).toBe('0 tokens');
  expect(formatCountOf(1024, 'KV head')).toBe('1,024 KV heads');
});

test('a count beyond 2⁵³ is exact as a bigint, and as a number says that it is rounded', () => {
  expect(formatCount(Number.MAX_SAFE_INTEGER)).toBe('9,007,199,254,740,991');
  expect(formatCount(16_759_914_291_232_848n)).toBe('16,759,914,291,232,848');
  expect(formatCount(2 ** 53)).toBe('≈ 9,007,000,000,000,000');
  expect(formatCountOf(-(2 ** 60), 'byte')).toBe('≈ -1,153,000,000,000,000,000 bytes');
  expect(formatCountOf(1n, 'byte')).toBe('1 byte');
});

test('weights have three significant digits, and what is nearly nothing says so', () => {
  expect([1, 0.99961, 0.41234, 0.012, 0.001, 0.00099, 0].map(formatWeight)).toEqual([
    '1.00',
    '1.00',
    '0.412',
    '0.0120',
    '0.00100',
    '< 0.001',
    '< 0.001',
  ]);
});

test('bytes are exact up to 99,999 and then in powers of 1,024 with up to four digits', () => {
  expect(formatBytes(0)).toBe('0 B');
  expect(formatBytes(20_480)).toBe('20,480 B');
  expect(formatBytes(99_999)).toBe('99,999 B');
  expect(formatBytes(100_000)).toBe('97.66 KiB');
  expect(formatBytes(128 * 1024)).toBe('128 KiB');
  expect(formatBytes(1.5 * 1024 ** 3)).toBe('1.5 GiB');
  expect(formatBytes(5 * 1024 ** 4)).toBe('5 TiB');
  expect(formatBytes(2048 * 1024 ** 4)).toBe('2,048 TiB');
});

test('bytes never print 1,024 of a unit that has a larger one', () => {
  expect(formatBytes(1024 ** 2 - 1)).toBe('1 MiB');
  expect(formatBytes(1023 * 1024)).toBe('1,023 KiB');
});

test('bytes that stand side by side are in one unit, that of the largest', () => {
  const row = (...all: number[]) => all.map((bytes) => formatBytes(bytes, Math.max(...all)));
  expect(row(20_480, 5_120, 1_280)).toEqual(['20,480 B', '5,120 B', '1,280 B']);
  expect(row(258_048, 64_512, 16_128)).toEqual(['252 KiB', '63 KiB', '15.75 KiB']);
  expect(row(64 * 1024 ** 2, 1024 ** 2 - 1, 1024 ** 2 / 64, 0)).toEqual(['64 MiB', '1 MiB', '0.01563 MiB', '0 MiB']);
});

test('percentages have three digits, a narrow space and a true minus', () => {
  expect(formatPercent(1)).toBe('100\u202f%');
  expect(formatPercent(0.375)).toBe('37.5\u202f%');
  expect(formatPercent(0.0625)).toBe('6.25\u202f%');
  expect(formatPercent(139_808 / 263_168 - 1)).toBe('−46.9\u202f%');
  expect(formatPercent(0)).toBe('0\u202f%');
});
