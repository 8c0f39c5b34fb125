import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { TOKENIZERS } from './ids.ts';
import { tokenize } from './index.ts';
import type { O200kEncoder } from './o200k.ts';
import { createO200kEncoder } from './o200kEncoder.ts';
import { RANK_FILE_BYTES, rankFileReader } from './rankFile.ts';

const rankFile = readFileSync(createRequire(import.meta.url).resolve('gpt-tokenizer/data/o200k_base.tiktoken'));

let o200k: O200kEncoder;
beforeAll(() => {
  const reader = rankFileReader();
  // Odd sizes, so that chunks end within lines.
  for (let start = 0; start < rankFile.length; start += 99_991) reader.push(rankFile.subarray(start, start + 99_991));
  o200k = createO200kEncoder(reader.finish());
});

const tokens = (text: string, tokenizer: (typeof TOKENIZERS)[number]) => tokenize(text, tokenizer, 512, o200k).tokens;
const labels = (text: string, tokenizer: (typeof TOKENIZERS)[number]) => tokens(text, tokenizer).map((t) => t.label);
const keys = (text: string, tokenizer: (typeof TOKENIZERS)[number]) => tokens(text, tokenizer).map((t) => t.key);

/** The bytes a BPE key stands for. */
const bytesOf = (key: string) =>
  /^(\\x[0-9A-F]{2})+$/.test(key) ? Buffer.from(key.replaceAll('\\x', ''), 'hex') : Buffer.from(key);

describe('whitespace', () => {
  it("gives the document's 10 tokens, 'be,' with its comma", () => {
    const expected = ['To', 'be', 'or', 'not', 'to', 'be,', 'that', 'is', 'the', 'question'];
    expect(keys('To be or not to be, that is the question', 'whitespace')).toEqual(expected);
  });

  it('splits on white space of all of Unicode and on nothing else', () => {
    expect(keys('a\u00a0b\u3000c\u2028d\u0085e\tf\r\ng', 'whitespace')).toEqual([...'abcdefg']);
    for (let code = 0; code <= 0xffff; code++) {
      const character = String.fromCharCode(code);
      const isSplit = tokenize(`a${character}b`, 'whitespace', 512).total === 2;
      if (isSplit !== /\p{White_Space}/u.test(character)) expect.fail(`U+${code.toString(16)} is taken wrongly.`);
    }
  });
});

describe('words', () => {
  it('gives words and punctuation marks and drops white space', () => {
    expect(keys("Don't stop,  please!", 'words')).toEqual(["Don't", 'stop', ',', 'please', '!']);
  });

  it('finds words in a script without spaces', () => {
    expect(keys('吾輩は猫である。', 'words')).toEqual(['吾輩', 'は', '猫', 'で', 'ある', '。']);
  });

  it('gives the same tokens across the borders of the pieces it works in', () => {
    const text = Array.from({ length: 1_500 }, (_, index) => `w${index},`).join(' ');
    const { total, totalIsExact } = tokenize(text, 'words', 512);
    expect({ total, totalIsExact }).toEqual({ total: 3_000, totalIsExact: true });
    const whole = [...new Intl.Segmenter('en', { granularity: 'word' }).segment(text)];
    expect(tokenize(text, 'words', 3_000).tokens.map((token) => token.key)).toEqual(
      whole.map(({ segment }) => segment).filter((segment) => segment !== ' '),
    );
  });
});

describe('characters', () => {
  it('gives what a reader takes for characters, spaces included and visible', () => {
    expect(labels('né\u0301 👩🏽‍🚀\n', 'characters')).toEqual(['n', 'é\u0301', '␣', '👩🏽‍🚀', '↵']);
    expect(keys(' \n', 'characters')).toEqual([' ', '\n']);
  });

  it('shows what is invisible or would turn its surroundings around', () => {
    expect(labels('\u0000\u00a0\u202e\u200b\u007f', 'characters')).toEqual(['␀', '\\u00A0', '\\u202E', '\\u200B', '␡']);
  });
});

describe('GPT-4o BPE', () => {
  it('reads the rank file whole: 199,998 ranks in as many bytes as promised', () => {
    expect(rankFile.length).toBe(RANK_FILE_BYTES);
    expect(o200k.ranks).toHaveLength(199_998);
  });

  it("gives GPT-4o's own tokens", () => {
    // Ranks from OpenAI's tiktoken 0.7: `tiktoken.get_encoding("o200k_base").encode("hello world")`.
    expect(o200k.encode('hello world')).toEqual([24_912, 2_375]);
    expect(keys('hello world', 'o200k')).toEqual(['hello', ' world']);
    expect(labels('hello world', 'o200k')).toEqual(['hello', '␣world']);
  });

  it('shows a token that is part of a character as its bytes', () => {
    const shown = labels('🦖', 'o200k');
    expect(shown.length).toBeGreaterThan(1);
    expect(shown.join('')).toMatch(/^\\xF0\\x9F(\\x[0-9A-F]{2})+$/);
  });

  it('never shows U+FFFD, even where the text has it or half a character', () => {
    expect(labels('a\ufffd', 'o200k').join('')).not.toContain('\ufffd');
    expect(labels('\ud83d', 'o200k').join('')).not.toContain('\ufffd');
    expect(labels('\ud83d', 'characters')).toEqual(['\\uD83D']);
  });

  it('has no token of whole characters that reads like bytes, so that no two tokens share a key', () => {
    const keysOfAll = o200k.ranks.map((value) => (typeof value === 'string' ? value : null));
    expect(keysOfAll.filter((key) => key !== null && /^(\\x[0-9A-F]{2})+$/.test(key))).toEqual([]);
    expect(new Set(keysOfAll.filter((key) => key !== null)).size).toBe(keysOfAll.filter((key) => key !== null).length);
  });

  it('takes special tokens for text like any other', () => {
    expect(keys('<|endoftext|>', 'o200k').join('')).toBe('<|endoftext|>');
    expect(tokens('<|endoftext|>', 'o200k').length).toBeGreaterThan(1);
  });

  it('loses nothing of a text', () => {
    const text = 'Grüße, 世界! 吾輩は猫である — ١٢٣ \t\n  the end';
    expect(Buffer.concat(keys(text, 'o200k').map(bytesOf)).toString()).toBe(text);
  });

  it('cannot be used before it is loaded', () => {
    expect(() => tokenize('a', 'o200k', 512)).toThrow('GPT-4o BPE is not loaded yet.');
  });
});

describe('a rank file', () => {
  it('that is another file is refused with its first line', () => {
    const page = new TextEncoder().encode('<!doctype html>\n<title>404</title>\n');
    expect(() => rankFileReader().push(page)).toThrow('"<!doctype html>" is not a line of a rank file.');
  });
});

describe('every tokenizer', () => {
  const awkward: Record<string, string> = {
    'no text': '',
    'white space alone': ' \t\n\u3000',
    'lone surrogates': 'a\ud800 \udc00b \udc00\ud800',
    NUL: '\u0000',
    'bidi controls': '\u202e\u2066abc\u2069',
    'a million letters in one word': 'a'.repeat(1_000_000),
    'a million letters in upper case': 'A'.repeat(1_000_000),
    'a million spaces': ' '.repeat(1_000_000),
    'a million marks on one letter': `a${'\u0301'.repeat(1_000_000)}`,
    'a hundred thousand emoji': '👩🏽‍🚀'.repeat(100_000),
    'a long text without spaces': '日本語の文章'.repeat(20_000),
    'a megabyte of words': 'lorem ipsum dolor sit amet, '.repeat(36_000),
    'twenty thousand words': Array.from({ length: 20_000 }, (_, index) => `word${(index * 7_919) % 997}`).join(' '),
    'a hundred thousand lone surrogates': '\ud83d'.repeat(100_000),
  };

  for (const [name, text] of Object.entries(awkward)) {
    it.each(TOKENIZERS)(`takes ${name} without complaint, without hanging and always alike (%s)`, (tokenizer) => {
      // A loop that goes by the square of such a text would run into the test's time limit by minutes.
      const first = tokenize(text, tokenizer, 512, o200k);
      expect(first.tokens.length).toBe(Math.min(512, first.total));
      expect(tokenize(text, tokenizer, 512, o200k)).toEqual(first);
      for (const { label } of first.tokens) expect([...label].length).toBeLessThanOrEqual(1_000);
    });
  }

  it.each(TOKENIZERS)('gives a key to one byte string only (%s)', (tokenizer) => {
    const labelled = new Map<string, string>();
    for (const { key, label } of tokens('a b a  \\xF0\\x9F 🦖 \u0000 ␀ ␠ \\u0000', tokenizer)) {
      expect(labelled.get(key) ?? label).toBe(label);
      labelled.set(key, label);
    }
  });

  it('says when it counted only part of a text', () => {
    expect(tokenize('word '.repeat(20_000), 'words', 512)).toMatchObject({ totalIsExact: false });
    expect(tokenize('word '.repeat(20_000), 'whitespace', 512)).toMatchObject({ total: 20_000, totalIsExact: true });
    expect(tokenize('word '.repeat(600), 'words', 512)).toMatchObject({ total: 600, totalIsExact: true });
    expect(tokenize('word '.repeat(600), 'o200k', 512, o200k)).toMatchObject({ total: 601, totalIsExact: true });
  });

  it('never tears a character apart where it stops reading', () => {
    const text = `x${'😀'.repeat(20_000)}`;
    const { tokens: read } = tokenize(text, 'characters', 20_000);
    expect(read.at(-1)?.key).toBe('😀');
  });
});
