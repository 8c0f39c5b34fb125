import { expect, it } from 'vitest';
import { tokenize } from '../../attention/tokenizers/index.ts';
import { tokenSpan } from './tokenSpan.ts';

const spanIn = (text: string, position: number) => {
  const span = tokenSpan(text, tokenize(text, 'words', 100, null).tokens, position);
  return span && [span.start, text.slice(span.start, span.end)];
};

it('finds each word in its own place, however it is written and however often it comes', () => {
  expect(spanIn('To be, or not to be', 0)).toEqual([0, 'To']);
  expect(spanIn('To be, or not to be', 5)).toEqual([14, 'to']);
  expect(spanIn('To be, or not to be', 6)).toEqual([17, 'be']);
});

it('finds nothing where a token does not stand in the text as its label says', () => {
  expect(spanIn('to be', 2)).toBeUndefined();
  expect(tokenSpan('🦙', [{ label: '\\xF0\\x9F', key: 'a' }], 0)).toBeUndefined();
  expect(tokenSpan('İstanbul', [{ label: 'istanbul', key: 'a' }], 0)).toBeUndefined();
});
