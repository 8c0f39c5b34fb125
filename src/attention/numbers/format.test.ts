import { expect, test } from 'vitest';
import { formatBytes, formatCount, formatCountOf, formatOrdinal, formatPercent } from './format.ts';

test('counts have thousands separators, and things their plural', () => {
  expect(formatCount(263_168)).toBe('263,168');
  expect(formatCountOf(1, 'token')).toBe('1 token');
  expect(formatCountOf(0, 'token')).toBe('0 tokens');
  expect(formatCountOf(1024, 'KV head')).toBe('1,024 KV heads');
});

test('ordinals have the ending that is said', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 1_023].map(formatOrdinal)).toEqual([
    '1st',
    '2nd',
    '3rd',
    '4th',
    '11th',
    '12th',
    '13th',
    '21st',
    '102nd',
    '1,023rd',
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

test('percentages have three digits, a narrow space and a true minus', () => {
  expect(formatPercent(1)).toBe('100\u202f%');
  expect(formatPercent(0.375)).toBe('37.5\u202f%');
  expect(formatPercent(0.0625)).toBe('6.25\u202f%');
  expect(formatPercent(139_808 / 263_168 - 1)).toBe('−46.9\u202f%');
  expect(formatPercent(0)).toBe('0\u202f%');
});
