import fc from 'fast-check';
import { it } from 'vitest';
import { MAX_TOKENS } from '../attention/limits.ts';
import { assertRunnable } from '../attention/run/validate.ts';
import { FUZZ_RUNS } from '../attention/testing/fuzzRuns.ts';
import { fitSettings } from './facts/fitSettings.ts';
import type { Settings } from './facts/settings.ts';
import { hashToSettings, settingsToHash } from './link/link.ts';
import { selectCache, selectParameters } from './shown/figures.ts';
import { selectIsSettled } from './shown/isSettled.ts';
import { selectLitCell } from './shown/pointing/focus.ts';
import { selectRequest } from './shown/wanted.ts';
import { type AppStore, createAppStore } from './store.ts';
import { anySettings, anyText } from './testing/arbitraries.ts';
import { memoryStorage } from './testing/testDoubles.ts';

/** GPT-4o BPE never arrives: the tokenizer before it stays. */
const openStore = () => createAppStore({ storage: memoryStorage, loadO200k: () => new Promise(() => {}) });

const anyNumber = fc.oneof(fc.nat(70), fc.double(), fc.integer(), fc.constantFrom(Number.NaN, -0, 1e300));
const cell = fc.record({ queryHead: fc.nat(80), queryPosition: fc.nat(3_000), keyPosition: fc.nat(3_000) });

/** What controls, scripts and presets may ask for: parts of settings that fit, and numbers that do not. */
const anyPatch: fc.Arbitrary<Partial<Settings>> = fc.oneof(
  fc
    .tuple(anySettings, fc.constantFrom('text', 'tokenizer', 'causal', 'kvRule', 'present'))
    .map(([settings, name]) => ({
      [name]: settings[name as keyof Settings],
    })),
  fc
    .tuple(fc.constantFrom('dModel', 'numHeads', 'numKvHeads', 'seed', 'cacheLayers', 'cacheSequences'), anyNumber)
    .map(([name, value]) => ({ [name]: value })),
  fc.option(cell).map((lockedCell) => ({ lockedCell })),
);

function expectValid(store: AppStore): void {
  const state = store.getState();
  const { settings, notices } = state;
  if (fitSettings(settings, {}).notices.length > 0) throw new Error('The settings do not fit.');
  if (JSON.stringify(hashToSettings(settingsToHash(settings)).settings) !== JSON.stringify(settings))
    throw new Error(`The link of ${JSON.stringify(settings)} gives others.`);
  const request = selectRequest(state);
  if (request) assertRunnable(request.tokens, request.config);
  const lit = selectLitCell(state);
  if (lit && (lit.queryHead >= settings.numHeads || lit.keyPosition >= MAX_TOKENS)) throw new Error('No such cell.');
  if (new Set(notices.map(({ id }) => id)).size !== notices.length) throw new Error('A notice is there twice.');
  for (const { counts } of Object.values(selectParameters(state)))
    if (!Number.isSafeInteger(counts.total)) throw new Error('The count of parameters is none.');
  for (const { bytes } of Object.values(selectCache(state)))
    if (!Number.isFinite(bytes)) throw new Error('The cache has no size.');
  selectIsSettled(state);
}

it(`stays valid whatever ${FUZZ_RUNS} changes ask for, one after the other`, () => {
  const store = openStore();
  fc.assert(
    fc.property(anyPatch, fc.option(cell), (patch, hover) => {
      store.getState().actions.update(patch);
      store.getState().actions.setHover(hover && { mechanism: 'mqa', ...hover });
      expectValid(store);
    }),
    { numRuns: FUZZ_RUNS, seed: 1 },
  );
});

it(`takes ${FUZZ_RUNS} random texts as they are`, () => {
  const store = openStore();
  fc.assert(
    fc.property(anyText, (text) => {
      store.getState().actions.update({ text });
      if (store.getState().settings.text !== text) throw new Error('The text is another one.');
      expectValid(store);
    }),
    { numRuns: FUZZ_RUNS, seed: 2 },
  );
});
