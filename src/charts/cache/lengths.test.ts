import { describe, expect, it } from 'vitest';
import { lengthAfterKey, longestLength } from './lengths.ts';

describe('longestLength', () => {
  it('is 1,024 tokens on a linear axis for a short text', () => expect(longestLength(10, 'linear')).toBe(1024));
  it('leaves as much room again beyond a long text', () => expect(longestLength(513, 'linear')).toBe(2048));
  it('is 131,072 tokens on a logarithmic axis', () => expect(longestLength(0, 'log')).toBe(131_072));
});

describe('lengthAfterKey', () => {
  it('moves by a 64th of a linear axis', () => expect(lengthAfterKey('ArrowRight', 100, 1024, 'linear')).toBe(116));
  it('moves by a quarter of an octave on a logarithmic axis', () =>
    expect(lengthAfterKey('ArrowUp', 100, 131_072, 'log')).toBe(119));
  it('moves by one token where the step is less', () => {
    expect(lengthAfterKey('ArrowRight', 1, 131_072, 'log')).toBe(2);
    expect(lengthAfterKey('ArrowLeft', 2, 131_072, 'log')).toBe(1);
  });
  it('stays between one token and the end', () => {
    expect(lengthAfterKey('PageDown', 5, 1024, 'linear')).toBe(1);
    expect(lengthAfterKey('ArrowRight', 1024, 1024, 'linear')).toBe(1024);
    expect(lengthAfterKey('End', 5, 1024, 'linear')).toBe(1024);
    expect(lengthAfterKey('Home', 5, 1024, 'linear')).toBe(1);
  });
  it('leaves other keys alone', () => expect(lengthAfterKey('m', 5, 1024, 'linear')).toBeUndefined());
});
