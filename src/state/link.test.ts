import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_SEED } from '../attention/limits.ts';
import { D_MODEL_CHOICES, headChoices, kvHeadChoices } from '../attention/sharing.ts';
import { TOKENIZERS } from '../attention/tokenizers/ids.ts';
import { KV_RULES } from '../attention/types.ts';
import { fitSettings, MAX_CACHE_LAYERS, MAX_CACHE_SEQUENCES } from './fitSettings.ts';
import { hashToSettings, settingsToHash } from './link.ts';
import { LINK_FIELDS } from './linkFields.ts';
import { isTooLongForLink } from './linkText.ts';
import { COLOR_SCALES, DEFAULT_SETTINGS, DEFAULT_TEXT, ELEMENT_TYPES, type Settings } from './settings.ts';

const texts = (hash: string) => hashToSettings(hash).notices.map((notice) => notice.text);
const read = (hash: string) => hashToSettings(hash).settings;

/** Any string of UTF-16 code units, lone surrogates included. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: fc.constantFrom(...'%&=#+ ab\ud83d\ude00'.split(''), '%ED%A0%80', '%'), maxLength: 20 }),
);

const anyShape = fc
  .constantFrom(...D_MODEL_CHOICES)
  .chain((dModel) =>
    fc
      .constantFrom(...headChoices(dModel))
      .chain((numHeads) =>
        fc.constantFrom(...kvHeadChoices(numHeads)).map((numKvHeads) => ({ dModel, numHeads, numKvHeads })),
      ),
  );

const position = fc.nat(511);

const anySettings: fc.Arbitrary<Settings> = anyShape.chain((shape) =>
  fc.record({
    dModel: fc.constant(shape.dModel),
    numHeads: fc.constant(shape.numHeads),
    numKvHeads: fc.constant(shape.numKvHeads),
    text: anyText,
    tokenizer: fc.constantFrom(...TOKENIZERS),
    causal: fc.boolean(),
    positions: fc.boolean(),
    bias: fc.boolean(),
    seed: fc.nat(MAX_SEED),
    kvRule: fc.constantFrom(...KV_RULES),
    backend: fc.constantFrom('auto', 'webgl', 'wasm', 'cpu'),
    colorScale: fc.constantFrom(...COLOR_SCALES),
    cacheAxes: fc.constantFrom('linear', 'log'),
    cacheLayers: fc.integer({ min: 1, max: MAX_CACHE_LAYERS }),
    cacheSequences: fc.integer({ min: 1, max: MAX_CACHE_SEQUENCES }),
    cacheElement: fc.constantFrom(...ELEMENT_TYPES),
    lockedCell: fc.option(
      fc.record({ queryHead: fc.nat(shape.numHeads - 1), queryPosition: position, keyPosition: position }),
    ),
    present: fc.boolean(),
    presentFocus: fc.constantFrom('all', 'mha', 'gqa', 'mqa'),
  }),
);

/** Fragments made of everything a link is made of, in any order. */
const anyHash = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc
    .array(
      fc.tuple(
        fc.constantFrom(...LINK_FIELDS.map((field) => field.key), 'longtext', '__proto__', 'constructor', ''),
        fc.constantFrom('=', '', '=='),
        fc.oneof(
          fc.constantFrom(
            '0',
            '1',
            '3',
            '-1',
            '1e9',
            '5.3.1',
            '99.0.0',
            '1.2',
            '.',
            '%',
            '%ED%A0%80',
            '%FF',
            'gqa',
            'NaN',
          ),
          fc.integer().map(String),
          fc.string({ unit: 'binary', maxLength: 8 }),
        ),
      ),
      { maxLength: 12 },
    )
    .map((parts) => `#${parts.map((part) => part.join('')).join('&')}`),
);

describe('a link', () => {
  it('is empty for the defaults', () => {
    expect(settingsToHash(DEFAULT_SETTINGS)).toBe('');
    expect(hashToSettings('')).toEqual({ settings: DEFAULT_SETTINGS, notices: [], isTextLeftOut: false });
    expect(hashToSettings('#')).toEqual({ settings: DEFAULT_SETTINGS, notices: [], isTextLeftOut: false });
  });

  it('is short and readable', () => {
    const settings: Settings = {
      ...DEFAULT_SETTINGS,
      text: 'Café & bar, 100 %',
      tokenizer: 'words',
      numHeads: 8,
      numKvHeads: 2,
      causal: false,
      kvRule: 'independent',
      seed: 42,
      lockedCell: { queryHead: 5, queryPosition: 3, keyPosition: 1 },
      present: true,
      presentFocus: 'gqa',
    };
    expect(settingsToHash(settings)).toBe(
      '#text=Caf%C3%A9+%26+bar,+100+%25&tok=words&heads=8&kv=2&causal=0&rule=independent&seed=42&cell=5.3.1&present=1&focus=gqa',
    );
  });

  it('gives back any settings exactly', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        expect(hashToSettings(settingsToHash(settings))).toEqual({ settings, notices: [], isTextLeftOut: false });
      }),
      { numRuns: 2_000, seed: 1 },
    );
  });

  it('is made of characters that a URL leaves as they are', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        const hash = settingsToHash(settings);
        expect(new URL(hash, 'https://example.org/').hash).toBe(hash);
      }),
      { numRuns: 2_000, seed: 2 },
    );
  });

  it('that is garbage still gives settings that fit together, and never throws', () => {
    fc.assert(
      fc.property(anyHash, (hash) => {
        const { settings, notices } = hashToSettings(hash);
        if (fitSettings(DEFAULT_SETTINGS, settings).notices.length > 0) throw new Error('The settings do not fit.');
        if (!Object.keys(settings).every((key) => key in DEFAULT_SETTINGS)) throw new Error('A foreign key got in.');
        if (notices.length > 5) throw new Error('Too many notices.');
        const again = hashToSettings(settingsToHash(settings));
        if (JSON.stringify(again.settings) !== JSON.stringify(settings)) throw new Error('Its own link differs.');
      }),
      { numRuns: 10_000, seed: 3 },
    );
  });
});

describe('a value that is not valid', () => {
  it('is quoted with what is used instead', () => {
    expect(texts('#heads=7')).toEqual(['heads=7 is not a divisor of d_model 256: using 16.']);
    expect(texts('#heads=128')).toEqual(['heads=128 is more than 64: using 16.']);
    expect(texts('#heads=2&kv=3')).toEqual(['kv=3 is not a divisor of 2 query heads: using 2.']);
    expect(texts('#d=300')).toEqual(['d=300 is not a power of two from 16 to 1,024: using 256.']);
    expect(texts('#causal=yes')).toEqual(['causal=yes is not 0 or 1: using 1.']);
    expect(texts('#tok=gpt')).toEqual([
      'tok=gpt is not one of whitespace, words, characters, o200k: using whitespace.',
    ]);
    expect(texts('#seed=-1')).toEqual(['seed=-1 is not a whole number from 0 to 4294967295: using 7.']);
    expect(texts('#layers=0')).toEqual(['layers=0 is not a whole number from 1 to 1024: using 1.']);
    expect(texts('#text=%FF')).toEqual(['text=%FF is not percent-encoded UTF-8: using the usual text.']);
    expect(texts('#cell=16.0.0')).toEqual([
      'cell=16.0.0 is not a cell (query head below 16, query and key token below 2,048): left out.',
    ]);
  });

  it('costs none of the others', () => {
    expect(read('#seed=x&causal=0&heads=8')).toEqual({ ...DEFAULT_SETTINGS, causal: false, numHeads: 8 });
  });

  it('is quoted in part where it is long, and with its invisible characters named', () => {
    const [text = ''] = texts(`#seed=\u202e${'9'.repeat(10_000)}`);
    expect(text.length).toBeLessThan(200);
    expect(text).toContain('\\u202E999');
  });
});

describe('a foreign link', () => {
  it('is ignored, with a sentence', () => {
    expect(hashToSettings('#section-2')).toMatchObject({
      settings: DEFAULT_SETTINGS,
      notices: [{ text: 'section-2 means nothing here: ignored.', kind: 'warning' }],
    });
  });

  it('of many parts is answered in a few sentences', () => {
    const hash = `#${Array.from({ length: 100 }, (_, index) => `x${index}=1`).join('&')}`;
    expect(texts(hash)).toHaveLength(5);
    expect(texts(hash)[4]).toBe('96 more parts of the link could not be read.');
  });

  it('may order its parts as it likes', () => {
    expect(read('#kv=2&heads=2&d=16')).toMatchObject({ dModel: 16, numHeads: 2, numKvHeads: 2 });
  });

  it('of which a key comes twice means its first', () => {
    expect(read('#seed=1&seed=2').seed).toBe(1);
  });
});

describe('a text too long for a link', () => {
  const settings = { ...DEFAULT_SETTINGS, text: 'word '.repeat(3_000), seed: 8 };

  it('is left out, and the link says so to whoever opens it', () => {
    expect(isTooLongForLink(settings.text)).toBe(true);
    expect(settingsToHash(settings)).toBe('#longtext=1&seed=8');
    const opened = hashToSettings('#longtext=1&seed=8');
    expect(opened).toMatchObject({ settings: { text: DEFAULT_TEXT, seed: 8 }, isTextLeftOut: true });
    expect(opened.notices.map((notice) => notice.text)).toEqual([
      'The text was too long for the link and is not part of it: the rest is.',
    ]);
  });

  it('is one whose encoded form has more than 8,000 characters', () => {
    expect(isTooLongForLink('a'.repeat(8_000))).toBe(false);
    expect(isTooLongForLink('a'.repeat(8_001))).toBe(true);
    expect(isTooLongForLink('猫'.repeat(900))).toBe(true);
  });
});
