import { expect, it } from 'vitest';
import { tokenize } from '../../attention/tokenizers/index.ts';
import { continuation } from './continuation.ts';

it('goes on after a space where the tokenizer cuts at spaces, and without where it does not', () => {
  const go = (text: string, key: string, tokenizer: 'whitespace' | 'words' | 'characters') =>
    continuation(text, key, (each) => tokenize(each, tokenizer));
  expect(go('to be or to', 'be', 'whitespace')).toBe('to be or to be');
  expect(go('to be or to ', 'be', 'whitespace')).toBe('to be or to be');
  expect(go('to be, to be', ',', 'words')).toBe('to be, to be,');
  expect(go('to be, to', 'be', 'words')).toBe('to be, to be');
  expect(go('aba', 'b', 'characters')).toBe('abab');
});

it('is none for a token that no text ends with', () => {
  expect(continuation('a b', 'b c', (text) => tokenize(text, 'whitespace'))).toBeUndefined();
});
