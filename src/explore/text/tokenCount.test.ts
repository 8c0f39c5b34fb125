import { describe, expect, it } from 'vitest';
import { tokenCount } from './tokenCount.ts';

const tokens = (count: number) => Array.from({ length: count }, () => ({ label: 'a', key: 'a' }));

describe('the count of tokens', () => {
  it('is their number where all are used', () => {
    expect(tokenCount({ tokens: tokens(1), total: 1, totalIsExact: true })).toBe('1 token');
    expect(tokenCount({ tokens: [], total: 0, totalIsExact: true })).toBe('0 tokens');
  });

  it('says how many are left out', () => {
    expect(tokenCount({ tokens: tokens(512), total: 1600, totalIsExact: true })).toBe(
      '512 tokens used, 1,088 left out',
    );
  });

  it('says that there are more of a text that was not counted to its end, even where none was counted', () => {
    expect(tokenCount({ tokens: tokens(512), total: 600, totalIsExact: false })).toBe(
      '512 tokens used, more than 88 left out',
    );
    expect(tokenCount({ tokens: tokens(512), total: 512, totalIsExact: false })).toBe(
      '512 tokens used, the rest left out',
    );
  });
});
