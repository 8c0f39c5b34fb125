import { describe, expect, it } from 'vitest';
import { tokenCount } from './tokenCount.ts';

const tokens = (count: number) => Array.from({ length: count }, () => ({ label: 'a', key: 'a' }));

describe('the count of tokens', () => {
  it('counts one as one', () => {
    expect(tokenCount({ tokens: tokens(1), total: 1, totalIsExact: true })).toBe('1 token');
    expect(tokenCount({ tokens: [], total: 0, totalIsExact: true })).toBe('0 tokens');
  });

  it('says how many are left out, as far as that is known', () => {
    expect(tokenCount({ tokens: tokens(512), total: 1_600, totalIsExact: true })).toBe(
      '512 tokens used, 1,088 left out',
    );
    expect(tokenCount({ tokens: tokens(512), total: 1_600, totalIsExact: false })).toBe(
      '512 tokens used, more than 1,088 left out',
    );
  });
});
