import { expect, test } from 'vitest';
import { isMark, MARKS, markOf } from './marks.ts';

test('eight marks are marks, with and without blanks around them', () => {
  expect(MARKS).toEqual(['.', ',', '?', '!', ':', ';', '(', ')']);
  for (const [index, mark] of MARKS.entries()) {
    for (const key of [mark, ` ${mark}`, `${mark} `, `\n${mark}`]) {
      expect(markOf(key)).toBe(index);
      expect(isMark(key)).toBe(true);
    }
  }
});

test('no other token is one: no word, no blank, no mark beside something, and none that training never saw', () => {
  const others = [
    'a',
    '',
    ' ',
    '..',
    ',.',
    'etc.',
    '(a',
    '. .',
    '-',
    '–',
    '…',
    '"',
    "'",
    '/',
    '[',
    '{',
    '·',
    '。',
    '،',
  ];
  for (const key of others) {
    expect(markOf(key)).toBe(-1);
    expect(isMark(key)).toBe(false);
  }
});
