import { describe, expect, it } from 'vitest';
import { EXAMPLES } from './examples.ts';
import { tokenize } from './index.ts';
import { lookAlikes } from './lookAlikes.ts';

const tokens = (text: string) => tokenize(text, 'whitespace', 512, null).tokens;
const signs = (text: string) => Object.fromEntries([...lookAlikes(tokens(text))].map(([key, { sign }]) => [key, sign]));
const sentences = (text: string) => [...lookAlikes(tokens(text)).values()].map(({ sentence }) => sentence);

describe('tokens that look alike and are not', () => {
  it('are told apart by the character in which they differ', () => {
    expect(signs('caf\u00e9 cafe\u0301 cafe')).toEqual({ 'caf\u00e9': 'U+00E9', 'cafe\u0301': 'U+0065 U+0301' });
    expect(signs('cat c\u0430t \u0441at')).toEqual({
      cat: 'U+0063 U+0061',
      'c\u0430t': 'U+0063 U+0430',
      '\u0441at': 'U+0441 U+0061',
    });
    expect(signs('\u212bngstr\u00f6m \u00c5ngstr\u00f6m')).toEqual({
      '\u212bngstr\u00f6m': 'U+212B',
      '\u00c5ngstr\u00f6m': 'U+00C5',
    });
    expect(signs('\u00b5 \u03bc')).toEqual({ '\u00b5': 'U+00B5', '\u03bc': 'U+03BC' });
    expect(signs('well-known well\u2011known')).toEqual({ 'well-known': 'U+002D', 'well\u2011known': 'U+2011' });
    expect(signs('\ufb01sh fish')).toEqual({ '\ufb01sh': 'U+FB01', fish: 'U+0066 U+0069' });
  });

  it.each([
    ['\u200b', 'zero-width space'],
    ['\u200c', 'zero-width non-joiner'],
    ['\u200d', 'zero-width joiner'],
    ['\u2060', 'word joiner'],
    ['\u00ad', 'soft hyphen'],
    ['\ufe0f', 'emoji variation selector'],
    ['\u3164', 'invisible'],
    ['\u{e0041}', 'invisible'],
  ])('are told apart by %j, which shows nothing: %s', (invisible, name) => {
    expect(Object.values(signs(`he${invisible}llo hello`))).toEqual([expect.stringMatching(/^U\+[0-9A-F]+$/), 'plain']);
    expect(sentences(`he${invisible}llo hello`)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^Looks like another token of this text and is not the same: here it has U\\+\\w+ \\(${name}\\)\\.$`,
        ),
      ),
      'Looks like another token of this text and is not the same: that one has more characters.',
    ]);
  });

  it('are told apart if their labels end before they differ', () => {
    const long = 'x'.repeat(100);
    expect(signs(`${long}a ${long}b`)).toEqual({ [`${long}a`]: 'U+0061', [`${long}b`]: 'U+0062' });
    expect(signs(`${long}abcd ${long}efghi`)[`${long}efghi`]).toBe('U+0065 U+0066 U+0067 …');
  });

  it('are told apart if a sign for white space was typed', () => {
    const keys = tokenize(' \u2423', 'characters', 512, null).tokens;
    expect(keys.map(({ label }) => label)).toEqual(['\u2423', '\u2423']);
    expect([...lookAlikes(keys).values()].map(({ sign }) => sign)).toEqual(['U+0020', 'U+2423']);
  });

  it('are named with their kinds', () => {
    expect(sentences('e\u0301 \u00e9')).toEqual([
      'Looks like another token of this text and is not the same: here it has U+0065 (Latin letter), U+0301 (combining mark).',
      'Looks like another token of this text and is not the same: here it has U+00E9 (Latin letter).',
    ]);
    expect(sentences('\u043e o \u03bf')[0]).toContain('U+043E (Cyrillic letter)');
    expect(sentences('\u043e o \u03bf')[2]).toContain('U+03BF (Greek letter)');
    expect(sentences('\u30cb \u4e8c')[1]).toContain('U+4E8C (Chinese character)');
  });
});

describe('tokens that look like themselves alone', () => {
  it('have no sign, whatever they are spelled with', () => {
    for (const text of [
      ...EXAMPLES.map((example) => example.text),
      'cat Cat cut CAT',
      'cafe caf\u00e9 caf\u00e8',
      '👨‍👩‍👧 👨 ❤️ می‌روم',
      'the the the',
      // Shown as they are, by their escapes.
      'a\u200eb ab',
      '',
    ])
      expect(signs(text), text).toEqual({});
    const spaces = tokenize('a\u00a0a ', 'characters', 512, null).tokens;
    expect(lookAlikes(spaces).size).toBe(0);
  });
});
