import { describe, expect, it } from 'vitest';
import { cutToWidth, labelStep, spread, textWidth } from './labels.ts';

describe('labelStep', () => {
  it('labels every mark where there is room', () => expect(labelStep(20, 18)).toBe(1));
  it('labels every fourth mark where three labels in four would overlap', () => expect(labelStep(6, 20)).toBe(4));
  it('ends even when there is no spacing at all', () => expect(labelStep(0, 20)).toBe(1024));
});

describe('spread', () => {
  it('leaves positions alone that are far enough apart', () =>
    expect(spread([10, 40, 80], 12, 0, 100)).toEqual([10, 40, 80]));
  it('separates equal positions in the order they came', () =>
    expect(spread([5, 5, 5], 10, 0, 100)).toEqual([5, 15, 25]));
  it('pushes back from the far edge', () => expect(spread([95, 98], 10, 0, 100)).toEqual([90, 100]));
  it('keeps the order of positions that come unsorted', () =>
    expect(spread([50, 20, 49], 10, 0, 100)).toEqual([59, 20, 49]));
});

describe('textWidth', () => {
  it('grows with the type, and knows narrow punctuation and wide scripts', () => {
    expect(textWidth('1,024', 10)).toBeCloseTo(4 * 6.2 + 3.4);
    expect(textWidth('注意', 10)).toBe(20);
    expect(textWidth('1,024', 20)).toBeCloseTo(2 * textWidth('1,024', 10));
  });
});

describe('cutToWidth', () => {
  it('leaves alone what fits, to the last character', () => {
    expect(cutToWidth('question', textWidth('question', 10), 10)).toBe('question');
  });
  it('ends what does not with an ellipsis, within the width', () => {
    expect(cutToWidth('questions', 50, 10)).toBe('questio…');
  });
  it('keeps characters of several code points whole', () => {
    expect(cutToWidth('👩🏽‍🚀👩🏽‍🚀👩🏽‍🚀', 50, 10)).toBe('👩🏽‍🚀…');
  });
});
