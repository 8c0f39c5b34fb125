import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FUZZ_RUNS } from '../../attention/testing/fuzzRuns.ts';
import { fitSettings } from '../facts/fitSettings.ts';
import { LINK_NOTICE } from '../facts/notices.ts';
import { DEFAULT_SETTINGS, type Settings } from '../facts/settings.ts';
import { createAppStore } from '../store.ts';
import { anySettings, anyText } from '../testing/arbitraries.ts';
import { memoryStorage } from '../testing/testDoubles.ts';
import { hashToSettings, settingsToHash } from './link.ts';
import { LINK_FIELDS } from './linkFields.ts';
import { decodeLinkText, encodeLinkText } from './linkText.ts';

const anyKey = fc.constantFrom(...LINK_FIELDS.map(({ key }) => key), 'longtext', '__proto__', 'constructor', '');
const anyValue = fc.oneof(
  fc.constantFrom(...'0 1 3 -1 1e9 5.3.1 99.0.0 1.2 . % %ED%A0%80 %FF gqa NaN'.split(' ')),
  fc.integer().map(String),
  fc.string({ unit: 'binary', maxLength: 8 }),
);

/** Fragments made of everything that links are made of, in any order. */
const anyPatchwork = fc
  .array(fc.tuple(anyKey, fc.constantFrom('=', '', '=='), anyValue), { maxLength: 12 })
  .map((parts) => `#${parts.map((part) => part.join('')).join('&')}`);

/** A link as mail programs and careless copying leave it: bits cut out, doubled, and put in. */
const anyDamaged = fc
  .tuple(
    anySettings.map(settingsToHash),
    fc.array(fc.tuple(fc.nat(400), fc.nat(6), fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 4 }),
  )
  .map(([link, damages]) =>
    damages.reduce((hash, [at, cut, put]) => `${hash.slice(0, at)}${put}${hash.slice(at + cut)}`, link),
  );

const anyHash = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), anyText, anyPatchwork, anyDamaged);

/** JSON escapes lone surrogates, so that they count; thousands of calls of `toEqual` would take seconds. */
function expectSame(actual: Settings, expected: Settings): void {
  const json = ({ lockedCell, ...rest }: Settings) =>
    JSON.stringify([Object.entries(rest).sort(), lockedCell && Object.entries(lockedCell).sort()]);
  if (json(actual) !== json(expected)) throw new Error(`${json(actual)} is not ${json(expected)}.`);
}

it(`gives back ${FUZZ_RUNS} random settings exactly`, () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      const hash = settingsToHash(settings);
      if (new URL(hash, 'https://example.org/').hash !== hash) throw new Error('A URL changes the link.');
      const read = hashToSettings(hash);
      if (read.notices.length > 0 || read.isTextLeftOut) throw new Error('Its own link is not understood.');
      expectSame(read.settings, settings);
    }),
    { numRuns: FUZZ_RUNS, seed: 1 },
  );
});

it(`gives back ${FUZZ_RUNS} random texts exactly`, () => {
  fc.assert(
    fc.property(anyText, (text) => decodeLinkText(encodeLinkText(text)) === text),
    { numRuns: FUZZ_RUNS, seed: 2 },
  );
});

it(`makes settings that fit together of ${FUZZ_RUNS} random links, in a few sentences, and never throws`, () => {
  const polluted = Object.keys(Object.prototype);
  fc.assert(
    fc.property(anyHash, (hash) => {
      const { settings, notices } = hashToSettings(hash);
      if (fitSettings(DEFAULT_SETTINGS, settings).notices.length > 0) throw new Error('The settings do not fit.');
      if (Object.keys(settings).join() !== Object.keys(DEFAULT_SETTINGS).join())
        throw new Error('A foreign key got in.');
      if (notices.length > 5) throw new Error('Too many notices.');
      expectSame(hashToSettings(settingsToHash(settings)).settings, settings);
    }),
    { numRuns: FUZZ_RUNS, seed: 3 },
  );
  expect(Object.keys(Object.prototype)).toEqual(polluted);
});

it(`opens ${FUZZ_RUNS} random links in one page, one after the other, and is always in a valid state`, () => {
  const store = createAppStore({ storage: memoryStorage, loadO200k: () => new Promise(() => {}) });
  fc.assert(
    fc.property(anyHash, (hash) => {
      const { settings, notices } = hashToSettings(hash);
      store.getState().actions.openLink(settings, notices);
      const state = store.getState();
      if (fitSettings(DEFAULT_SETTINGS, state.settings).notices.length > 0) throw new Error('The settings do not fit.');
      if (state.settings.text !== settings.text) throw new Error('The text is another one.');
      const ofLinks = state.notices.filter(({ id }) => id.startsWith(LINK_NOTICE));
      if (ofLinks.length > 5) throw new Error('Notices of earlier links stay.');
    }),
    { numRuns: FUZZ_RUNS, seed: 4 },
  );
});
