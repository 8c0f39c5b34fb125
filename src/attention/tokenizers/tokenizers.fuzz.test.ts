import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { FUZZ_RUNS } from '../testing/fuzzRuns.ts';
import { TOKENIZERS, type TokenizerId } from './ids.ts';
import { tokenize } from './index.ts';
import { NASTY_TEXTS } from './nastyTexts.ts';
import type { O200kEncoder } from './o200k.ts';
import { createO200kEncoder } from './o200kEncoder.ts';
import { rankFileReader } from './rankFile.ts';

const LIMIT = 64;
const MEGABYTE = 2 ** 20;

let o200k: O200kEncoder;
beforeAll(() => {
  const reader = rankFileReader();
  reader.push(readFileSync(createRequire(import.meta.url).resolve('gpt-tokenizer/data/o200k_base.tiktoken')));
  o200k = createO200kEncoder(reader.finish());
});

const codeUnits = (most: number) =>
  fc.array(fc.integer({ min: 0, max: most }), { maxLength: 40 }).map((units) => String.fromCharCode(...units));
const nasty = fc.constantFrom(...NASTY_TEXTS);

/** Whole characters, code units that are none, and texts that have broken programs before, one after the other. */
const anyText = fc
  .array(fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), codeUnits(0xffff), codeUnits(0x2ff), nasty), {
    maxLength: 4,
  })
  .map((parts) => parts.join(''));

/** A megabyte without a line break: one thing over and over. */
const anyMegabyte = fc
  .oneof(nasty, fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }))
  .map((piece) => piece.replaceAll(/[\n\r]/g, ' '))
  .map((piece) => piece.repeat(Math.ceil(MEGABYTE / piece.length)));

/** What a label must not contain: what is invisible, half a character, or turns its surroundings around. */
const UNREADABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufffd]/u;

function check(text: string, tokenizer: TokenizerId): void {
  const { tokens, total } = tokenize(text, tokenizer, LIMIT, o200k);
  if (tokens.length !== Math.min(total, LIMIT)) throw new Error(`${tokens.length} of ${total} tokens.`);
  for (const { label, key } of tokens) {
    if (key === '' || label === '') throw new Error('A token is empty.');
    if (UNREADABLE.test(label)) throw new Error(`The label ${JSON.stringify(label)} cannot be read.`);
  }
}

for (const tokenizer of TOKENIZERS) {
  it(`cuts ${FUZZ_RUNS} random texts into tokens that can be read (${tokenizer})`, () => {
    fc.assert(
      fc.property(anyText, (text) => check(text, tokenizer)),
      { numRuns: FUZZ_RUNS, seed: 1 },
    );
  });

  it(`cuts a megabyte on one line, whatever it is made of (${tokenizer})`, () => {
    fc.assert(
      fc.property(anyMegabyte, (text) => check(text, tokenizer)),
      { numRuns: 10, seed: 2 },
    );
  });

  it(`loses nothing of ${FUZZ_RUNS} random texts (${tokenizer})`, () => {
    fc.assert(
      fc.property(anyText, (text) => {
        // A code unit is three bytes at most, and so three tokens.
        const keys = tokenize(text, tokenizer, 3 * text.length, o200k).tokens.map(({ key }) => key);
        expect(rejoined(keys, tokenizer)).toBe(kept(text, tokenizer));
      }),
      { numRuns: FUZZ_RUNS, seed: 3 },
    );
  });
}

const WHITE_SPACE = /\p{White_Space}+/gu;
const BYTES = /^(\\x[0-9A-F]{2})+$/;

/** What of a text is in its tokens: two tokenizers drop white space, and UTF-8 has no half characters. */
function kept(text: string, tokenizer: TokenizerId): string {
  if (tokenizer === 'characters') return text;
  return tokenizer === 'o200k' ? Buffer.from(text).toString() : text.replaceAll(WHITE_SPACE, '');
}

function rejoined(keys: readonly string[], tokenizer: TokenizerId): string {
  // A word may begin with white space that a mark combines with.
  if (tokenizer === 'words') return keys.join('').replaceAll(WHITE_SPACE, '');
  if (tokenizer !== 'o200k') return keys.join('');
  const bytes = keys.map((key) => (BYTES.test(key) ? Buffer.from(key.replaceAll('\\x', ''), 'hex') : Buffer.from(key)));
  return Buffer.concat(bytes).toString();
}
