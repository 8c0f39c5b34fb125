import { describe, expect, it } from 'vitest';
import { DEFAULT_COST } from '../facts/cost/defaultCost.ts';
import { DEFAULT_SETTINGS, DEFAULT_TEXT, FIRST_VIEW, type Settings } from '../facts/settings.ts';
import { DEFAULT_TRAIN } from '../facts/train/trainSetup.ts';
import { hashToSettings, settingsToHash } from './link.ts';
import { isTooLongForLink } from './linkText.ts';

/** Trained weights on the document's text. */
const TRAINED: Settings = { ...FIRST_VIEW, text: DEFAULT_TEXT };

const texts = (hash: string) => hashToSettings(hash).notices.map((notice) => notice.text);
const read = (hash: string) => hashToSettings(hash).settings;

/** Another value of each setting than the default. A setting that is added does not compile until it has one here. */
const OTHERS: Settings = {
  text: 'Café & bar',
  tokenizer: 'words',
  dModel: 512,
  numHeads: 8,
  numKvHeads: 2,
  headDim: 16,
  causal: false,
  positions: false,
  bias: false,
  seed: 9,
  kvRule: 'independent',
  weights: 'trained',
  layer: 1,
  backend: 'cpu',
  colorScale: 'viridis',
  mapOrder: 'number',
  cacheAxes: 'log',
  cacheLayers: 32,
  cacheSequences: 5,
  cacheElement: 'fp16',
  lockedCell: { queryHead: 5, queryPosition: 3, keyPosition: 1 },
  present: true,
  presentFocus: 'gqa',
  presentHead: 5,
  inspect: 'flow',
  inspectMechanism: 'mqa',
  inspectHead: 5,
  inspectWide: true,
  flowTokens: [1, 4],
  differenceOf: 'mqa',
  differenceFrom: 'gqa',
  headOrder: 'likeness',
  codeKind: 'loop',
  decodeThen: 'repeat',
  decodePrompt: 3,
  screen: 'train',
  train: { ...DEFAULT_TRAIN, seed: 9 },
  cost: { ...DEFAULT_COST, sequences: 64 },
};

/** What is in the link only while Inspect is open or a cell locked. */
const OF_INSPECT: ReadonlySet<string> = new Set(['inspectMechanism', 'inspectHead']);

describe('a link', () => {
  it('carries biases of q, k and v alone', () => {
    expect(read('#bias=qkv').bias).toBe('qkv');
    expect(read(settingsToHash({ ...DEFAULT_SETTINGS, bias: 'qkv' })).bias).toBe('qkv');
  });

  it.each(Object.keys(OTHERS) as (keyof Settings)[])('carries %s', (name) => {
    const whole = { ...DEFAULT_SETTINGS, inspect: OF_INSPECT.has(name) ? 'cell' : null } as const;
    const settings: Settings = { ...whole, [name]: OTHERS[name] };
    expect(settings).not.toEqual(DEFAULT_SETTINGS);
    expect(hashToSettings(settingsToHash(settings))).toMatchObject({ settings, notices: [] });
  });

  it('is empty for the first view, which has trained weights and a text of its own', () => {
    const reading = {
      settings: FIRST_VIEW,
      notices: [],
      isTextLeftOut: false,
      namesOwnModels: false,
      isWholeCopy: false,
    };
    expect(settingsToHash(FIRST_VIEW)).toBe('');
    expect(hashToSettings('')).toEqual(reading);
    expect(hashToSettings('#')).toEqual(reading);
  });

  it('has the document’s text where it names none, and names that where it would else be empty', () => {
    expect(read('#kv=2').text).toBe(DEFAULT_TEXT);
    expect(settingsToHash(TRAINED)).toBe('#text=To+be+or+not+to+be,+that+is+the+question');
    expect(read(settingsToHash(TRAINED))).toEqual(TRAINED);
  });

  it('names random weights only where trained ones would fit', () => {
    expect(settingsToHash(DEFAULT_SETTINGS)).toBe('#weights=random');
    expect(settingsToHash({ ...DEFAULT_SETTINGS, numKvHeads: 1, layer: 1 })).toBe('#kv=1&weights=random&layer=1');
    for (const change of [
      { seed: 9 },
      { numHeads: 8 },
      { dModel: 512 },
      { causal: false },
      { positions: false },
      { bias: false },
    ])
      expect(settingsToHash({ ...DEFAULT_SETTINGS, ...change })).not.toContain('weights');
  });

  it('of a seed alone has random weights, which the seed drew before there were others', () => {
    expect(read('#seed=9&kv=2')).toEqual({ ...DEFAULT_SETTINGS, seed: 9, numKvHeads: 2 });
    const trained: Settings = { ...TRAINED, seed: 9 };
    expect(settingsToHash(trained)).toBe('#seed=9&weights=trained');
    expect(read('#seed=9&weights=trained')).toEqual(trained);
    expect(read('#kv=2&text=a+b').weights).toBe('trained');
  });

  it('says so where the prompt is not a number of tokens that can be decoded from', () => {
    expect(read('#text=a&prompt=127').decodePrompt).toBe(127);
    for (const prompt of ['0', '128', '1.5', '']) {
      expect(read(`#text=a&prompt=${prompt}`).decodePrompt).toBe(null);
      expect(texts(`#text=a&prompt=${prompt}`)[0]).toContain('is not a number of tokens from 1 to 127: left out.');
    }
  });

  it('forgets the head that Inspect followed once it is closed, unless a cell of it is locked', () => {
    const closed: Settings = { ...FIRST_VIEW, inspectMechanism: 'mqa', inspectHead: 5 };
    expect(settingsToHash(closed)).toBe('');
    expect(settingsToHash({ ...closed, inspect: 'cell' })).toMatch(/[^&]&inspect=cell&mech=mqa&head=5$/);
    const lockedCell = { queryHead: 5, queryPosition: 3, keyPosition: 1 };
    expect(settingsToHash({ ...closed, lockedCell })).toMatch(/&cell=5\.3\.1&mech=mqa&head=5$/);
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
      inspect: 'flow',
      inspectHead: 5,
      flowTokens: [1, 4],
    };
    expect(settingsToHash(settings)).toBe(
      '#text=Caf%C3%A9+%26+bar,+100+%25&tok=words&heads=8&kv=2&causal=0&rule=independent&seed=42&cell=5.3.1&present=1&focus=gqa&inspect=flow&head=5&rows=1.4',
    );
  });
});

describe('a value that is not valid', () => {
  it('is quoted with what is used instead', () => {
    expect(texts('#heads=7')).toEqual(['heads=7 is not a divisor of d_model 256: using 16.']);
    expect(texts('#heads=128')).toEqual(['heads=128 is more than 64: using 16.']);
    expect(texts('#heads=2&kv=3')).toEqual(['kv=3 is not a divisor of 2 query heads: using 2.']);
    expect(texts('#d=300')).toEqual(['d=300 is not a power of two from 16 to 1,024: using 256.']);
    expect(texts('#heads=8&dk=15')).toEqual([
      'dk=15 is not auto or one of 4, 8, 16, 32, 64, 128, 256 for 8 query heads: using auto.',
    ]);
    expect(texts('#heads=64&dk=64')[0]).toContain('dk=64 is not auto or one of 4, 8, 16, 32 for 64 query heads');
    expect(texts('#bias=q')).toEqual(['bias=q is not 0, 1 or qkv: using 1.']);
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
    expect(texts('#inspect=heads')).toEqual([
      'inspect=heads is not one of cell, flow, difference, likeness, distance, code: left out.',
    ]);
    expect(texts('#heads=4&head=4')).toEqual(['head=4 is not a query head below 4: using 0.']);
    expect(texts('#rows=1.x')).toEqual([
      'rows=1.x is not a list of query tokens below 2,048, such as 0.3.4: left out.',
    ]);
  });

  it('of weights says what they need', () => {
    const sizes = 'd_model 256, 16 query heads, a causal mask, positions and biases';
    expect(texts('#heads=8&weights=trained')).toEqual([`weights=trained means models with ${sizes}: using random.`]);
    expect(texts('#weights=learned')).toEqual(['weights=learned is not one of random, trained, own: using trained.']);
    expect(texts('#layer=3')).toEqual(['layer=3 is not a layer of the models, 1 to 2: using 2.']);
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

describe('a link to models of the user’s own', () => {
  it('says that it does not carry them, and shows the trained ones', () => {
    const settings: Settings = { ...TRAINED, dModel: 32, numHeads: 2, numKvHeads: 1, weights: 'own' };
    const hash = settingsToHash(settings);
    expect(hash).toBe('#d=32&heads=2&kv=1&weights=own');
    expect(hashToSettings(hash)).toMatchObject({ settings: { ...TRAINED, numKvHeads: 1 }, namesOwnModels: true });
    expect(texts(hash)).toEqual(['weights=own stands for models that a link does not carry: using trained.']);
  });
});

describe('a foreign link', () => {
  it('is ignored, with a sentence', () => {
    expect(hashToSettings('#section-2')).toMatchObject({
      settings: TRAINED,
      notices: [{ text: 'section-2 means nothing here: ignored.', kind: 'warning' }],
    });
  });

  it('of many parts is answered in a few sentences', () => {
    const hash = `#${Array.from({ length: 100 }, (_, index) => `x${index}=1`).join('&')}`;
    expect(texts(hash)).toHaveLength(5);
    expect(texts(hash)[4]).toBe('96 more parts of the link could not be read.');
  });

  it('is quoted by its beginning and its end where it is long', () => {
    const [of] = hashToSettings(`#${'k'.repeat(1_000)}=${'v'.repeat(1_000)}`).notices;
    expect(of?.text).toBe(`${'k'.repeat(29)} … ${'v'.repeat(28)}… means nothing here: ignored.`);
    const [known] = hashToSettings(`#heads=${'9'.repeat(1_000)}`).notices;
    expect(known?.text.length).toBeLessThan(120);
  });

  it('may order its parts as it likes', () => {
    expect(read('#kv=2&heads=2&d=16')).toMatchObject({ dModel: 16, numHeads: 2, numKvHeads: 2 });
  });

  it('of which a key comes twice means its first', () => {
    expect(read('#seed=1&seed=2').seed).toBe(1);
  });
});

describe('a text too long for a link', () => {
  const settings = { ...FIRST_VIEW, text: 'word '.repeat(3_000), seed: 8 };

  it('is left out, and the link says so to whoever opens it', () => {
    expect(isTooLongForLink(settings.text)).toBe(true);
    expect(settingsToHash(settings)).toBe('#longtext=1&seed=8&weights=trained');
    const opened = hashToSettings('#longtext=1&seed=8&weights=trained');
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
