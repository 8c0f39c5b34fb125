import { expect, it } from 'vitest';
import { binaryText, bothText, decimalText } from './bytesText.ts';

it('names powers of 1,024 and powers of 1,000 apart', () => {
  expect(bothText(2n ** 30n)).toBe('1 GiB = 1.074 GB');
  expect(bothText(131_072n)).toBe('128 KiB = 131.1 kB');
  expect(bothText(80_000_000_000n)).toBe('74.51 GiB = 80 GB');
});

it('gives few bytes exactly, once', () => {
  expect(bothText(0n)).toBe('0 B');
  expect(bothText(70_272n)).toBe('70,272 B');
});

it('chooses the unit by the digits that it shows, also below 0', () => {
  expect(decimalText(999_960_000n)).toBe('1 GB');
  expect(decimalText(999_400n)).toBe('999.4 kB');
  expect(binaryText(-13n * 2n ** 30n)).toBe('\u221213 GiB');
  expect(decimalText(12n * 10n ** 18n)).toBe('12,000 PB');
});
