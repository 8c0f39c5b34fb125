import { expect, test } from 'vitest';
import { seededRecording } from '../../attention/testing/seededRecording.ts';
import { tokensSentences } from './tokensSentences.ts';

const opened = (...texts: string[]) =>
  texts.map((text, id) => ({ id, name: 'abc'[id] as string, recording: seededRecording({ tokens: text.split(' ') }) }));

test('one recording is compared with nothing', () => {
  expect(tokensSentences(opened('the cat'))).toEqual([]);
});

test('recordings of the same tokens can be read together', () => {
  expect(tokensSentences(opened('the cat', 'the cat'))).toEqual([
    'Both are of the same 2 tokens: pointing at a cell reads them all.',
  ]);
  expect(tokensSentences(opened('a', 'a', 'a'))[0]).toMatch(/^All three are of the same 1 token:/);
});

test('of those that differ each pair is named, with how many tokens or with the first that differs', () => {
  expect(tokensSentences(opened('the cat sat', 'the dog sat', 'the cat sat'))).toEqual([
    '“a” and “b” have different tokens, at position 1 “cat” and “dog”: their cells can’t be compared.',
    '“b” and “c” have different tokens, at position 1 “dog” and “cat”: their cells can’t be compared.',
  ]);
  expect(tokensSentences(opened('the cat sat', 'the cat'))).toEqual([
    '“a” and “b” have different tokens, 3 and 2: their cells can’t be compared.',
  ]);
});
