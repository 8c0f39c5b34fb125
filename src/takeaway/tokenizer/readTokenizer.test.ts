import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FUZZ_RUNS } from '../../attention/testing/fuzzRuns.ts';
import { NASTY_TEXTS } from '../../attention/tokenizers/nastyTexts.ts';
import { caseNames, type Expected, fixtureText } from '../checkpoint/testing/cases.ts';
import { pieceBytes, pieceLabel } from './pieceBytes.ts';
import { readTokenizer } from './readTokenizer.ts';

type Json = Record<string, unknown>;

const BYTES = fixtureText('llama-gqa/tokenizer.json');
const LIMIT = 128;

/** A tokenizer like Llama 2's: ▁ for a space, bytes for what it has no piece for, and a token that it begins with. */
const LLAMA2: Json = {
  added_tokens: ['<unk>', '<s>', '</s>'].map((content, id) => ({ id, content, special: true, normalized: false })),
  normalizer: {
    type: 'Sequence',
    normalizers: [
      { type: 'Prepend', prepend: '▁' },
      { type: 'Replace', pattern: { String: ' ' }, content: '▁' },
    ],
  },
  pre_tokenizer: null,
  post_processor: {
    type: 'TemplateProcessing',
    single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
    pair: [],
    special_tokens: { '<s>': { id: '<s>', ids: [1], tokens: ['<s>'] } },
  },
  decoder: {
    type: 'Sequence',
    decoders: [
      { type: 'Replace', pattern: { String: '▁' }, content: ' ' },
      { type: 'ByteFallback' },
      { type: 'Fuse' },
      { type: 'Strip', content: ' ', start: 1, stop: 0 },
    ],
  },
  model: {
    type: 'BPE',
    unk_token: '<unk>',
    fuse_unk: true,
    byte_fallback: true,
    vocab: Object.fromEntries([
      ...['<unk>', '<s>', '</s>'].map((piece, id) => [piece, id]),
      ...Array.from({ length: 256 }, (_, byte) => [
        `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
        byte + 3,
      ]),
      ...['▁', 'c', 'a', 't', '▁c', '▁ca', '▁cat'].map((piece, index) => [piece, index + 259]),
    ]),
    merges: ['▁ c', '▁c a', '▁ca t'],
  },
};

const read = (json: Json, vocabulary = 300) => readTokenizer(JSON.stringify(json), null, vocabulary).tokenize;

describe('the tokenizers of the cases', () => {
  it.each(caseNames().filter((name) => !name.startsWith('families/')))('give the ids and pieces of %s', (name) => {
    const { text = '', ids, pieces = [] }: Expected = JSON.parse(fixtureText(`${name}/expected.json`));
    const config = fixtureText(`${name}/tokenizer_config.json`);
    const { tokenize } = readTokenizer(fixtureText(`${name}/tokenizer.json`), config, 273);
    const { tokens, total, totalIsExact } = tokenize(text, LIMIT);
    expect(tokens.map(({ id }) => id)).toEqual(ids);
    expect([total, totalIsExact]).toEqual([ids.length, true]);
    const vocab: Record<string, number> = JSON.parse(BYTES).model.vocab;
    expect(tokens.map(({ id }) => Object.keys(vocab).find((piece) => vocab[piece] === id))).toEqual(pieces);
  });
});

describe('the chips', () => {
  it('show text, bytes of what are not whole characters, and special tokens', () => {
    const { tokens } = readTokenizer(BYTES, null, 273).tokenize('the cät —<|endoftext|>', LIMIT);
    expect(tokens.map(({ label }) => label)).toEqual([
      'the',
      '␣',
      'c',
      'ä',
      't',
      '␣',
      '\\xE2',
      '\\x80',
      '\\x94',
      '<|endoftext|>',
    ]);
    expect(tokens.at(-1)).toEqual({ id: 272, label: '<|endoftext|>', key: '#272' });
  });

  it('show a mark of the byte order as such, and an added token as its files write it', () => {
    expect(pieceLabel('ï»¿', 'bytes')).toBe('\\uFEFF');
    const added = [{ id: 274, content: '<é>', special: true, normalized: false }];
    const { tokens } = readTokenizer(JSON.stringify({ ...JSON.parse(BYTES), added_tokens: added }), null, 275).tokenize(
      'a<é>',
      9,
    );
    expect(tokens.map(({ label }) => label)).toEqual(['a', '<é>']);
  });

  it('of a tokenizer like Llama 2’s begin with its first token', () => {
    const { tokens, total } = read(LLAMA2)('cat é', LIMIT);
    expect(tokens).toEqual([
      { id: 1, label: '<s>', key: '#1' },
      { id: 265, label: '␣cat', key: '#265' },
      { id: 259, label: '␣', key: '#259' },
      { id: 0xc3 + 3, label: '\\xC3', key: '#198' },
      { id: 0xa9 + 3, label: '\\xA9', key: '#172' },
    ]);
    expect(total).toBe(5);
    expect(read(LLAMA2)('\n', LIMIT).tokens.map(({ label }) => label)).toEqual(['<s>', '␣', '↵']);
  });

  it('are never U+FFFD, and their bytes are the text’s', () => {
    const { tokenize } = readTokenizer(BYTES, null, 273);
    const vocab: Record<string, number> = JSON.parse(BYTES).model.vocab;
    const pieces = new Map(Object.entries(vocab).map(([piece, id]) => [id, piece]));
    const check = (text: string) => {
      const { tokens, total } = tokenize(text, 1_000_000);
      expect(tokens).toHaveLength(total);
      expect(tokens.map(({ label }) => label).join('')).not.toContain('\uFFFD');
      const bytes = tokens.flatMap(({ id }) => [...(pieceBytes(pieces.get(id) ?? '', 'bytes') ?? [])]);
      expect(bytes).toEqual([...new TextEncoder().encode(text)]);
    };
    for (const text of NASTY_TEXTS) if (text.length < 16_384 && !text.includes('<|endoftext|>')) check(text);
    const anyText = fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => !text.includes('<|'));
    fc.assert(fc.property(anyText, check), { numRuns: FUZZ_RUNS / 10 });
  });

  it('are as many as asked for, and all are counted', () => {
    const { tokenize } = readTokenizer(BYTES, null, 273);
    const { tokens, total, totalIsExact } = tokenize('the cat '.repeat(100), LIMIT);
    expect([tokens.length, total, totalIsExact]).toEqual([LIMIT, 201, true]);
    const long = tokenize('e'.repeat(20_000), LIMIT);
    expect([long.tokens.length, long.totalIsExact]).toEqual([LIMIT, false]);
    expect(tokenize('', LIMIT)).toEqual({ tokens: [], total: 0, totalIsExact: true });
  });
});

describe('a tokenizer.json that lies', () => {
  const bytes: Json = JSON.parse(BYTES);
  const model = bytes['model'] as Json;

  it.each<[string, string, string]>([
    ['no JSON', '{', 'The file tokenizer.json is damaged: it is not an object in JSON.'],
    ['a list', '[]', 'The file tokenizer.json is damaged: it is not an object in JSON.'],
    ['no model', '{}', 'The file tokenizer.json has no vocabulary.'],
    ['no vocabulary', '{"model": {"vocab": 7}}', 'The file tokenizer.json has no vocabulary.'],
    ['a number that is none', '{"model": {"vocab": {"a": -1}}}', 'The file tokenizer.json has no vocabulary.'],
    [
      'an added token without a text',
      JSON.stringify({ ...bytes, added_tokens: [{ id: 7, content: '' }] }),
      'The file tokenizer.json has an added token without a text or a number: “”, 7.',
    ],
    [
      'an added token without a number',
      JSON.stringify({ ...bytes, added_tokens: [{ content: 'x' }] }),
      'The file tokenizer.json has an added token without a text or a number: “x”, no number.',
    ],
    ['added tokens that are no list', JSON.stringify({ ...bytes, added_tokens: 7 }), 'are not a list.'],
    [
      'a part that nobody knows',
      JSON.stringify({ ...bytes, pre_tokenizer: { type: 'Magic' } }),
      'The file tokenizer.json describes no tokenizer that is known here.',
    ],
    [
      'merges that are none',
      JSON.stringify({ ...bytes, model: { ...model, merges: [7] } }),
      'The file tokenizer.json describes no tokenizer that is known here.',
    ],
  ])('is refused with a sentence: %s', (_, text, sentence) => {
    expect(() => readTokenizer(text, null, 273)).toThrow(sentence);
  });

  it('is refused at the first token that the model has no vector for', () => {
    const { tokenize } = readTokenizer(BYTES, null, 265);
    expect(tokenize('the cat', LIMIT).tokens).toHaveLength(2);
    expect(() => tokenize('naps', LIMIT)).not.toThrow();
    expect(() => tokenize(' naps', LIMIT)).toThrow(
      'The token “Ġnaps” has the number 265, and the model has vectors for 265 tokens alone, from 0: this is not its tokenizer.',
    );
  });

  it('is refused at a piece without a number', () => {
    const { Ġ: _, ...vocab } = model['vocab'] as Json;
    const tokenize = read({ ...bytes, model: { ...model, vocab, unk_token: '<none>' } });
    expect(tokenize('cat', LIMIT).tokens.length).toBeGreaterThan(0);
    expect(() => tokenize('a  b', LIMIT)).toThrow('The file tokenizer.json has no number for the token “<none>”.');
  });
});

it('a tokenizer_config.json that is damaged is not missed', () => {
  expect(readTokenizer(BYTES, '{', 273).tokenize('the', LIMIT).tokens).toHaveLength(1);
});

it('gives the text of a token by its number, as its chip has it, and the number if it has none', () => {
  const { tokenize, labelOf } = readTokenizer(BYTES, null, 273);
  for (const { id, label } of tokenize('the cät — 🙂<|endoftext|>', LIMIT).tokens) expect(labelOf(id)).toBe(label);
  expect(labelOf(272_000)).toBe('#272000');
});

it('a tokenizer.json needs no part but the vocabulary', () => {
  const model = { type: 'BPE', vocab: { a: 0, b: 1, ab: 2 }, merges: ['a b'] };
  const { tokens } = readTokenizer(JSON.stringify({ model }), null, 3).tokenize('aba', LIMIT);
  expect(tokens.map(({ label }) => label)).toEqual(['ab', 'a']);
});
