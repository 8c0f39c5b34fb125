import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aConfig } from '../testing/aConfig.ts';
import { KV_RULES, MECHANISMS, type RunConfig, type TrainedLayer } from '../types.ts';
import { answers, haveKvHeadsMoved, sameButKvHeads, sameInputs } from './sameRun.ts';

type Request = Parameters<typeof sameInputs>[0];

const anyName = fc.constantFrom('a', 'b');

/** Values of every field. One that `RunConfig` gains does not compile until it has some here, and is then tested. */
const VALUES: { readonly [Field in keyof Required<RunConfig>]: fc.Arbitrary<RunConfig[Field]> } = {
  dModel: fc.constantFrom(16, 32, 64),
  numHeads: fc.constantFrom(4, 8, 16),
  numKvHeads: fc.constantFrom(1, 2, 4),
  trained: fc.option(fc.record({ layer: fc.nat(1), models: fc.record({ mha: anyName, gqa: anyName, mqa: anyName }) }), {
    nil: undefined,
  }),
  causal: fc.boolean(),
  positions: fc.boolean(),
  bias: fc.boolean(),
  seed: fc.nat(3),
  kvRule: fc.constantFrom(...KV_RULES),
};
const FIELDS = Object.keys(VALUES) as (keyof RunConfig)[];
const anyConfig: fc.Arbitrary<RunConfig> = fc.record(VALUES);

const SHORT: Request = { tokens: ['to', 'be', 'or'], config: aConfig(), mechanisms: MECHANISMS, mapSide: 100 };
/** Of so many tokens, maps show a weight a cell only if there is room for it. */
const LONG: Request = { ...SHORT, tokens: Array<string>(300).fill('be') };

describe('a run', () => {
  it.each(FIELDS)('is another one with another %s, and the same one with the same', (field) => {
    fc.assert(
      fc.property(anyConfig, VALUES[field] as fc.Arbitrary<unknown>, (config, value) => {
        const before = { ...SHORT, config };
        const now = { ...SHORT, config: { ...structuredClone(config), [field]: value } };
        const isSame = isDeepStrictEqual(config[field], value);
        const isKvHeads = field === 'numKvHeads';
        expect(sameInputs(before, now)).toBe(isSame);
        expect(answers(before, now)).toBe(isSame);
        expect(sameButKvHeads(before, now)).toBe(isSame || isKvHeads);
        expect(haveKvHeadsMoved(before, now)).toBe(!isSame && isKvHeads);
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  it('of trained weights is another one with another layer, and with another model of any mechanism', () => {
    const trained: TrainedLayer = { layer: 1, models: { mha: 'a', gqa: 'b', mqa: 'c' } };
    const of = (change: TrainedLayer) => ({ ...SHORT, config: aConfig({ trained: change }) });
    expect(sameInputs(of(trained), of(structuredClone(trained)))).toBe(true);
    expect(sameInputs(of(trained), of({ ...trained, layer: 0 }))).toBe(false);
    for (const mechanism of MECHANISMS) {
      const models = { ...trained.models, [mechanism]: 'd' };
      expect(sameInputs(of(trained), of({ ...trained, models }))).toBe(false);
    }
  });

  it('is another one with another token, one more or one fewer', () => {
    for (const tokens of [
      ['to', 'be', 'of'],
      ['to', 'be'],
      ['to', 'be', 'or', 'not'],
    ])
      expect(sameInputs(SHORT, { ...SHORT, tokens })).toBe(false);
    expect(sameInputs(SHORT, { ...SHORT, tokens: [...SHORT.tokens] })).toBe(true);
  });
});

describe('a result', () => {
  it('answers those who want fewer mechanisms, not those who want more', () => {
    const one: Request = { ...SHORT, mechanisms: ['gqa'] };
    expect(answers(SHORT, one)).toBe(true);
    expect(answers(one, SHORT)).toBe(false);
    expect(sameInputs(one, SHORT)).toBe(true);
  });

  it('answers those who want coarser maps, not those who want finer ones', () => {
    const fine = { ...LONG, mapSide: 300 };
    expect(answers(fine, LONG)).toBe(true);
    expect(answers(LONG, fine)).toBe(false);
    expect(sameInputs(LONG, fine)).toBe(true);
  });

  it('of a short text answers however much room there is, for it has every weight', () => {
    expect(answers({ ...SHORT, mapSide: 1 }, { ...SHORT, mapSide: 300 })).toBe(true);
  });
});
