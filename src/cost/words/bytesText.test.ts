import { expect, it } from 'vitest';
import { binaryText, decimalText } from './bytesText.ts';

it('names powers of 1,024 and powers of 1,000 apart, also below 0', () => {
  expect(binaryText(2n ** 30n)).toBe('1 GiB');
  expect(decimalText(2n ** 30n)).toBe('1.074 GB');
  expect(binaryText(-13n * 2n ** 30n)).toBe('\u221213 GiB');
  expect(decimalText(-80_000_000_000n)).toBe('\u221280 GB');
  expect(binaryText(0n)).toBe('0 B');
});
