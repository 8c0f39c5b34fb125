import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FUZZ_RUNS } from '../../attention/testing/fuzzRuns.ts';
import { lookAlikes } from '../../attention/tokenizers/lookAlikes.ts';
import { tokenizeO200k } from '../../attention/tokenizers/o200k.ts';
import { createO200kEncoder } from '../../attention/tokenizers/o200kEncoder.ts';
import { rankFileReader } from '../../attention/tokenizers/rankFile.ts';
import { recordedTokens } from './recordedTokens.ts';

const labels = (...texts: readonly string[]) => recordedTokens(texts, null).map(({ label }) => label);
const keys = (...texts: readonly string[]) => recordedTokens(texts, null).map(({ key }) => key);

it('shows texts as other tokens are shown, and takes equal texts for one token', () => {
  expect(labels('to', ' be', '\n', '\u202e', ' ')).toEqual(['to', '␣be', '↵', '\\u202E', '␣']);
  expect(keys('to', ' be', 'to')).toEqual(['to', ' be', 'to']);
});

it('reads a vocabulary of byte-level BPE: spaces, line feeds and the bytes of other characters', () => {
  expect(labels('To', 'Ġbe', 'Ċ', 'ĠÃ©', 'ðŁĻ', 'Ĥ', 'Ã©Ã')).toEqual([
    ...['To', '␣be', '↵', '␣é', '\\xF0\\x9F\\x99', '\\x82', '\\xC3\\xA9\\xC3'],
  ]);
  expect(keys('Ġbe', 'be')).toEqual([' be', 'be']);
});

it('leaves a special token beside them as it is', () => {
  expect(labels('<|endoftext|>', 'ĠIt', '<｜end▁of▁sentence｜>')).toEqual([
    ...['<|endoftext|>', '␣It', '<｜end␣of␣sentence｜>'],
  ]);
});

it('takes a letter of a text for itself: Maltese has a Ġ', () => {
  expect(labels('Ġorġ', ' fi', ' Ġunju')).toEqual(['Ġorġ', '␣fi', '␣Ġunju']);
  expect(labels('é', 'Ã')).toEqual(['é', 'Ã']);
});

it('reads a vocabulary of SentencePiece: spaces and bytes', () => {
  expect(labels('▁to', '▁', '<0xF0>', '<0x0A>', '<0xG0>')).toEqual(['␣to', '␣', '\\xF0', '↵', '<0xG0>']);
  expect(labels('Ġ', '▁be')).toEqual(['Ġ', '␣be']);
});

it('shows the bytes that a recorder writes as Python does, and leaves half characters for what they are', () => {
  expect(labels('a\udcf0\udc9f', '\udc80b', '\ud83d', '🙂')).toEqual([
    '\\x61\\xF0\\x9F',
    '\\x80\\x62',
    '\\uD83D',
    '🙂',
  ]);
});

it('reads a byte order mark, and what only looks like UTF-8, byte by byte', () => {
  expect(labels('Ġ', 'ï»¿', 'À¯', 'íłĢ')).toEqual(['␣', '\\uFEFF', '\\xC0\\xAF', '\\xED\\xA0\\x80']);
});

it('takes equal ids for one token, whatever their texts', () => {
  const tokens = recordedTokens(['the', ' the', 'cat'], [5, 5, 6]);
  expect(tokens.map(({ key }) => key)).toEqual(['the', 'the', 'cat']);
  expect(tokens.map(({ label }) => label)).toEqual(['the', '␣the', 'cat']);
});

it('takes different ids for different tokens, and tells them apart if their texts are equal', () => {
  const tokens = recordedTokens(['\ufffd', '\ufffd', 'a', '\ufffd'], [7, 8, 9, 7]);
  expect(tokens.map(({ label }) => label)).toEqual(['\\uFFFD #7', '\\uFFFD #8', 'a', '\\uFFFD #7']);
  expect(new Set(tokens.map(({ key }) => key)).size).toBe(3);
  expect(tokens[0]?.key).toBe(tokens[3]?.key);
  expect(lookAlikes(tokens).size).toBe(0);
});

it('gives a token without a text a name', () => {
  expect(recordedTokens(['', 'a', ''], null)).toEqual([
    { label: '(empty)', key: '(empty)' },
    { label: 'a', key: 'a' },
    { label: '(empty)', key: '(empty)' },
  ]);
  expect(recordedTokens(['', ''], [1, 2]).map(({ label }) => label)).toEqual(['(empty) #1', '(empty) #2']);
});

/** What a label must not contain: what is invisible, half a character, or turns its surroundings around. */
const UNREADABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufffd]/u;

it('shows every text so that it can be read, and the same id as the same token', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.array(fc.integer({ min: 0, max: 0x143 }), { maxLength: 8 }).map((units) => String.fromCharCode(...units)),
    fc.array(fc.integer({ min: 0xd800, max: 0xdfff }), { maxLength: 8 }).map((units) => String.fromCharCode(...units)),
    fc.constantFrom('<0xFF>', 'Ġ', '▁', ''),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.nat(4)), { minLength: 1, maxLength: 12 }), fc.boolean(), (pairs, hasIds) => {
      const ids = pairs.map(([, id]) => id);
      const tokens = recordedTokens(
        pairs.map(([given]) => given),
        hasIds ? ids : null,
      );
      const places = new Map(ids.map((id, place) => [id, tokens[place]?.key]));
      if (tokens.length !== pairs.length) throw new Error(`${tokens.length} tokens of ${pairs.length}.`);
      for (const [place, { label, key }] of tokens.entries()) {
        if (key === '' || label === '') throw new Error('A token is empty.');
        if (UNREADABLE.test(label)) throw new Error(`The label ${JSON.stringify(label)} cannot be read.`);
        if (hasIds && key !== places.get(ids[place] as number)) throw new Error(`Two tokens of id ${ids[place]}.`);
      }
      if (hasIds && new Set(places.values()).size !== places.size) throw new Error('Two ids are one token.');
    }),
    { numRuns: FUZZ_RUNS, seed: 14 },
  );
});

it('shows GPT-4o’s tokens, written in its byte alphabet, as the page’s own tokenizer does', () => {
  const ranks = rankFileReader();
  ranks.push(readFileSync(createRequire(import.meta.url).resolve('gpt-tokenizer/data/o200k_base.tiktoken')));
  const encoder = createO200kEncoder(ranks.finish());
  const text = 'Ġ is Maltese; naïve 🦥 𝕏 — \t\r\n  注意 अ\u0301 \u202e soft\u00ad \u0143 end';
  const expected = tokenizeO200k(text, 100, encoder).tokens;
  const written = expected.map(({ key }) => byteLevel(key));
  expect(
    recordedTokens(['Ġ', ...written], null)
      .slice(1)
      .map(({ label }) => label),
  ).toEqual(expected.map(({ label }) => label));
});

/** A token in GPT-2's alphabet, by its definition. Keys of pieces of characters are `\xF0\x9F`. */
function byteLevel(key: string): string {
  const bytes = /^(\\x[0-9A-F]{2})+$/.test(key)
    ? key
        .slice(2)
        .split('\\x')
        .map((hex) => Number.parseInt(hex, 16))
    : [...new TextEncoder().encode(key)];
  const own = [
    [0x21, 0x7e],
    [0xa1, 0xac],
    [0xae, 0xff],
  ] as const;
  const alphabet = new Map<number, number>();
  let next = 0x100;
  for (let byte = 0; byte < 256; byte++)
    alphabet.set(byte, own.some(([first, last]) => byte >= first && byte <= last) ? byte : next++);
  return String.fromCharCode(...bytes.map((byte) => alphabet.get(byte) as number));
}
