import { describe, expect, it } from 'vitest';
import { formatBytes } from '../../attention/numbers/format.ts';
import { formatByteTick, linearTicks, logTicks } from './ticks.ts';

describe('linearTicks', () => {
  it('steps by a power of two from 0 to the end', () => expect(linearTicks(1024, 4)).toEqual([0, 256, 512, 768, 1024]));
  it('stops before an end that is no multiple', () => expect(linearTicks(480, 4)).toEqual([0, 128, 256, 384]));
  it('has both ends where there is room for one step only', () => expect(linearTicks(1024, 1)).toEqual([0, 1024]));
});

describe('logTicks', () => {
  it('takes every power where there is room', () => expect(logTicks(1, 16, 5)).toEqual([1, 2, 4, 8, 16]));
  it('takes every fourth power where there is not', () =>
    expect(logTicks(1, 131_072, 6)).toEqual([1, 16, 256, 4096, 65_536]));
  it('begins at the first power within the range', () =>
    expect(logTicks(100, 3000, 6)).toEqual([128, 256, 512, 1024, 2048]));
});

describe('formatByteTick', () => {
  it('names the largest whole unit', () => {
    expect([0, 512, 1024, 1536, 2 ** 26, 2 ** 40].map(formatByteTick)).toEqual([
      '0',
      '512 B',
      '1 KiB',
      '1.5 KiB',
      '64 MiB',
      '1 TiB',
    ]);
  });
  it('has the unit that all other figures have for as many bytes, however many they are', () => {
    const unitOf = (figure: string) => figure.split(' ')[1];
    for (let exponent = 17; exponent <= 62; exponent++)
      expect(unitOf(formatByteTick(2 ** exponent))).toBe(unitOf(formatBytes(2 ** exponent)));
    expect(formatByteTick(2 ** 60)).toBe('1,048,576 TiB');
  });
});
