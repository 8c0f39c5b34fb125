import fc from 'fast-check';
import { LinkifyIt } from 'linkify-it';
import { find } from 'linkifyjs';
import { describe, expect, it } from 'vitest';
import { FUZZ_RUNS } from '../../attention/testing/fuzzRuns.ts';
import { EXAMPLES } from '../../attention/tokenizers/examples.ts';
import { NASTY_TEXTS } from '../../attention/tokenizers/nastyTexts.ts';
import { DEFAULT_SETTINGS, FIRST_VIEW, type Settings } from '../facts/settings.ts';
import { anySettings, anyText } from '../testing/arbitraries.ts';
import { copiedHash, copiedLink } from './copiedLink.ts';
import { hashToSettings, settingsToHash } from './link.ts';

const ADDRESS = 'https://example.org/headroom/#seed=1';
const DAMAGED =
  'This link was cut or changed on its way here: the text or the settings may be others than those that were copied.';

/** Texts whose ends a linkifier would take for the sentence's. */
const ENDS = [
  '.',
  ')',
  '!',
  '?',
  '…',
  '."',
  ' ',
  '  ',
  '-',
  '--',
  '---',
  '&',
  '=',
  '#',
  '+',
  ' +',
  '\u202e',
  '👍',
  '\ud83d',
];
const TEXTS = [
  ...EXAMPLES.flatMap(({ text, upTo128 }) => (upTo128 === undefined ? [text] : [text, upTo128])),
  ...NASTY_TEXTS.filter((text) => text.length < 3_000),
  ...ENDS.flatMap((end) => [end, `the cat${end}`, `${end}the cat`, `the${end}cat (${end})`]),
  'a) the cat sat',
  'snake_case *bold* ~gone~ `code` [a](b) <i> {x} | a--b---c "q" \'r\'',
  '',
];

/** Sentences that people put a link into. */
const SENTENCES: readonly ((link: string) => string)[] = [
  (link) => link,
  (link) => `Look (${link}).`,
  (link) => `See ${link}, it is short!`,
  (link) => `“${link}”?`,
  (link) => `[${link}]; and so on`,
  (link) => `<${link}>...`,
  (link) => `'${link}'!)`,
];

const linkifyIt = new LinkifyIt();
const LINKIFIERS: readonly ((sentence: string) => string | undefined)[] = [
  (sentence) => linkifyIt.match(sentence)?.[0]?.url,
  (sentence) => find(sentence, 'url')[0]?.href,
];

const withText = (text: string): Settings => ({ ...DEFAULT_SETTINGS, text });

/**
 * Throws unless every linkifier finds the whole link in every sentence, and what it finds means the settings. Tens of thousands
 * of `expect` would take seconds.
 */
function expectKept(settings: Settings, sentences: typeof SENTENCES = SENTENCES.slice(1, 3)): void {
  const link = copiedLink(settings, ADDRESS);
  if (new URL(link).href !== link) throw new Error(`A URL changes ${link}.`);
  const found = new Set(sentences.flatMap((put) => LINKIFIERS.map((linkifier) => linkifier(put(link)) ?? '')));
  for (const each of found) {
    const { settings: read, isWholeCopy } = hashToSettings(new URL(each).hash);
    if (!isWholeCopy || !each.startsWith(link)) throw new Error(`${each} was found of ${link}.`);
    if (settingsToHash(read) !== settingsToHash(settings)) throw new Error(`${each} is understood as something else.`);
  }
}

/** Throws unless the settings are the same or a notice says that they need not be. */
function expectNoticed(hash: string, settings: Settings): void {
  const reading = hashToSettings(hash);
  if (reading.notices[0]?.text === DAMAGED) return;
  if (settingsToHash(reading.settings) !== settingsToHash(settings)) throw new Error(`${hash} is taken for the whole.`);
}

describe('a copied link', () => {
  it('is found whole in every sentence, whatever text it carries', () => {
    for (const text of TEXTS) {
      expectKept(withText(text), SENTENCES);
      // Here the text comes last.
      expectKept({ ...FIRST_VIEW, text }, SENTENCES);
      expect(hashToSettings(copiedHash(withText(text)))).toMatchObject({ settings: { text }, notices: [] });
    }
  });

  it(`is found whole for ${2 * FUZZ_RUNS} random texts`, () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expectKept(withText(text));
        return hashToSettings(copiedHash(withText(text))).settings.text === text;
      }),
      { numRuns: 2 * FUZZ_RUNS, seed: 1 },
    );
  });

  it(`is found whole for ${FUZZ_RUNS / 10} random settings, and means them`, () => {
    fc.assert(
      fc.property(anySettings, (settings) => expectKept(settings)),
      { numRuns: FUZZ_RUNS / 10, seed: 2 },
    );
  });

  it('has nothing but letters, digits and a few characters that linkifiers keep, a letter or digit last', () => {
    for (const text of TEXTS.filter((each) => each !== FIRST_VIEW.text))
      expect(copiedHash({ ...FIRST_VIEW, text })).toMatch(/^#k=[0-9A-Za-z.&=%-]*[0-9A-Za-z]$/);
  });

  it('is short and readable', () => {
    const settings = { ...withText('To be, or not to be.'), numKvHeads: 2 };
    expect(copiedHash(settings)).toMatch(/^#k=[0-9a-z]{1,7}&t=To-be%2C-or-not-to-be%2E&kv=2&weights=random$/);
    expect(copiedHash(withText(''))).toMatch(/^#k=[0-9a-z]{1,7}&t=&weights=random$/);
    expect(copiedHash({ ...FIRST_VIEW, text: '' })).toMatch(/^#k=[0-9a-z]{1,7}&t=&k$/);
  });

  it('is the bare address for the first view, with the characters of its path that end a link encoded', () => {
    expect(copiedLink(FIRST_VIEW, ADDRESS)).toBe('https://example.org/headroom/');
    expect(copiedLink(FIRST_VIEW, 'https://example.org/a(1)/?q=x!#kv=2')).toBe('https://example.org/a%281%29/?q=x%21');
  });
});

describe('a copied link that was cut or changed', () => {
  it('is noticed wherever it was cut', () => {
    for (const text of ['the cat sat.', 'Café, (1 + 2)!', '', ' \ud83d-👍  ']) {
      const settings = { ...withText(text), numKvHeads: 2, cacheLayers: 32 };
      const hash = copiedHash(settings);
      for (let end = 2; end <= hash.length; end++) expectNoticed(hash.slice(0, end), settings);
    }
    fc.assert(
      fc.property(anySettings, (settings) => {
        const hash = copiedHash(settings);
        for (let end = 2; end <= hash.length; end++) expectNoticed(hash.slice(0, end), settings);
      }),
      { numRuns: FUZZ_RUNS / 100, seed: 3 },
    );
  });

  it(`is noticed in ${FUZZ_RUNS / 5} random places where a character is lost, put in or another`, () => {
    fc.assert(
      fc.property(
        anySettings.filter((settings) => settingsToHash(settings) !== ''),
        fc.nat(),
        fc.nat(2),
        fc.constantFrom(...'aZ09+-_%&=.,~ '.split('')),
        (settings, place, lost, put) => {
          const hash = copiedHash(settings);
          const at = 3 + (place % (hash.length - 3));
          expectNoticed(`${hash.slice(0, at)}${put}${hash.slice(at + lost)}`, settings);
        },
      ),
      { numRuns: FUZZ_RUNS / 5, seed: 4 },
    );
  });

  it('is told in a sentence, before what else could not be read', () => {
    const hash = copiedHash({ ...withText('the cat sat'), numKvHeads: 2 });
    const texts = (damaged: string) => hashToSettings(damaged).notices.map(({ text }) => text);
    expect(texts(hash)).toEqual([]);
    expect(texts(hash.replace('sat', 'ran'))).toEqual([DAMAGED]);
    expect(texts(hash.replace('kv=2', 'kv=7'))).toEqual([DAMAGED, 'kv=7 is not a divisor of 16 query heads: using 4.']);
    for (const stump of ['#k', '#k=', '#k=1', hash.slice(0, 8)]) expect(texts(stump)).toEqual([DAMAGED]);
    expect(hashToSettings(`${hash.slice(0, -3)}`)).toMatchObject({ isWholeCopy: false, settings: { numKvHeads: 2 } });
  });

  it('keeps its meaning when a program encodes its bytes in another way, or takes the end of the sentence in', () => {
    const settings = withText('Café, 1 + 2 = 3 (or 4).');
    const hash = copiedHash(settings);
    expect(hash).toContain('t=Caf%C3%A9%2C-1-%2B-2-%3D-3-%28or-4%29%2E&');
    for (const other of [
      hash.replaceAll('%C3%A9', '%c3%a9'),
      hash.replaceAll('%2E', '.').replaceAll('%28', '('),
      hash.replaceAll('-', '+'),
      hash.replaceAll('-', '%20'),
      `${hash}).`,
      `${hash}>`,
      `${hash}%E2%80%A6%22)`,
    ])
      expect(hashToSettings(other), other).toMatchObject({ settings, notices: [], isWholeCopy: true });
  });

  it('never joins words: a space that came as %2B is noticed', () => {
    const hash = copiedHash(withText('the cat sat'));
    expect(hash).not.toContain('+');
    expect(hashToSettings(hash.replaceAll('-', '%2B')).notices[0]?.text).toBe(DAMAGED);
  });
});

describe('a link without a check', () => {
  it('goes on meaning what it meant', () => {
    expect(hashToSettings('#text=a+b-c,+d.&kv=2&weights=random')).toEqual({
      settings: { ...withText('a b-c, d.'), numKvHeads: 2 },
      ...{ notices: [], isTextLeftOut: false, namesOwnModels: false, isWholeCopy: false },
    });
  });

  it('may say k or t, which mean nothing in it', () => {
    expect(hashToSettings('#kv=2&t=a-b').notices.map(({ text }) => text)).toEqual([
      't=a-b means nothing here: ignored.',
    ]);
  });
});
