import { expect, it } from 'vitest';
import { likenessSentence, pairFiguresText } from './likenessWords.ts';

const figures = (mean: number, deviation = 0.01, pairs = 24) => ({ mean, deviation, pairs });

it('gives a mean with the standard deviation over its pairs', () => {
  expect(pairFiguresText(figures(0.9123, 0.0307))).toBe('0.912 ± 0.031 (24 pairs)');
  expect(pairFiguresText(figures(0.5, 0, 1))).toBe('0.500 ± 0.000 (1 pair)');
});

it('says how much more alike heads are that share K and V, on this text', () => {
  expect(likenessSentence('GQA', { within: figures(0.95), across: figures(0.87) })).toBe(
    'In GQA, heads that share K and V are 0.08 more alike than heads that don’t, on this text.',
  );
  expect(likenessSentence('GQA', { within: figures(0.8), across: figures(0.87) })).toContain('0.07 less alike');
});

it('is honest where the difference is small, or smaller than the spread', () => {
  expect(likenessSentence('GQA', { within: figures(0.873), across: figures(0.87) })).toBe(
    'In GQA, heads that share K and V are no more alike than heads that don’t, on this text: the means differ by less than 0.01.',
  );
  expect(likenessSentence('GQA', { within: figures(0.9), across: figures(0.87, 0.05) })).toBe(
    'In GQA, heads that share K and V are 0.03 more alike than heads that don’t, on this text. That is less than the spread of the pairs, 0.05.',
  );
});

it('says which pairs there are none of', () => {
  expect(likenessSentence('MHA', { within: null, across: figures(0.8) })).toContain('no pairs within a group');
  expect(likenessSentence('MQA', { within: figures(0.8), across: null })).toContain('no pairs across groups');
  expect(likenessSentence('MQA', { within: null, across: null })).toContain('one query head');
});
