import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runInput } from '../runInput.ts';
import { shapeOf } from '../sharing.ts';
import { aConfig } from '../testing/aConfig.ts';
import { referenceMaps } from '../testing/referenceMaps.ts';
import { KV_RULES, MECHANISMS, type Mechanism, type RunConfig } from '../types.ts';
import { drawProjection, type Projection } from '../weights.ts';
import type { RunRequest } from './request.ts';
import {
  answers,
  haveKvHeadsMoved,
  haveSameQueries,
  mapsKey,
  projectionKey,
  runKey,
  sameButKvHeads,
  sameInputs,
  sameOf,
} from './sameRun.ts';

const anyName = fc.constantFrom('a', 'b');
const plain = { noNullPrototype: true } as const;
const anyModels = fc.record({ mha: anyName, gqa: anyName, mqa: anyName }, plain);

/** Values of every field. One that `RunConfig` gains does not compile until it has some here, and is then tested. */
const VALUES: { readonly [Field in keyof Required<RunConfig>]: fc.Arbitrary<RunConfig[Field]> } = {
  dModel: fc.constantFrom(16, 32),
  numHeads: fc.constantFrom(4, 8, 16),
  numKvHeads: fc.constantFrom(1, 2, 4),
  headDim: fc.constantFrom(undefined, 4, 8),
  trained: fc.option(fc.record({ layer: fc.nat(1), models: anyModels }, plain), { nil: undefined }),
  causal: fc.boolean(),
  positions: fc.boolean(),
  bias: fc.constantFrom(true, false, 'qkv' as const),
  seed: fc.nat(3),
  kvRule: fc.constantFrom(...KV_RULES),
};
const FIELDS = Object.keys(VALUES) as (keyof RunConfig)[];
const anyConfig: fc.Arbitrary<RunConfig> = fc.record(VALUES);
const untrained: fc.Arbitrary<RunConfig> = fc.record({ ...VALUES, trained: fc.constant(undefined) });
const anyMechanism = fc.constantFrom(...MECHANISMS);
const anyProjection = fc.constantFrom<Projection>('wQ', 'wK', 'wV', 'wO');
const anyText = fc.array(fc.constantFrom('to', 'be', '', '"', '","'), { minLength: 1, maxLength: 4 });

const SHORT: RunRequest = { tokens: ['to', 'be', 'or'], config: aConfig(), mechanisms: MECHANISMS, mapSide: 100 };
/** Of so many tokens, maps show a weight a cell only if there is room for it. */
const LONG: RunRequest = { ...SHORT, tokens: Array<string>(300).fill('be') };

type Of = { readonly mechanism: Mechanism; readonly projection: Projection };
type Tells = (of: Of & { readonly config: RunConfig; readonly now: RunConfig }) => boolean;

const KEYS = {
  run: (request: RunRequest) => runKey(request),
  sweep: (request: RunRequest) => runKey(request, 'sweep'),
  tokens: (request: RunRequest) => runKey(request, 'tokens'),
  untrainedNets: (request: RunRequest) => runKey(request, 'untrainedNets'),
  projection: ({ config }: RunRequest, { mechanism, projection }: Of) => projectionKey(mechanism, projection, config),
  maps: (request: RunRequest, { mechanism }: Of) => mapsKey(mechanism, request),
};
const KEY_NAMES = Object.keys(KEYS) as (keyof typeof KEYS)[];

const always: Tells = () => true;
const never: Tells = () => false;
const ifDrawn: Tells = ({ config }) => !config.trained;
const ifNotMha: Tells = (of) => ifDrawn(of) && of.mechanism !== 'mha';
/** Pooled by one rule or the other, K and V of fewer heads alone differ; drawn for each mechanism, all that is not MHA's. */
const ifDrawnOtherwise: Tells = (of) =>
  ifNotMha(of) &&
  ([of.config, of.now].some(({ kvRule }) => kvRule === 'independent') ||
    (['wK', 'wV'].includes(of.projection) && shapeOf(of.mechanism, of.config).numKvHeads < of.config.numHeads));
const ifKeysDrawnOtherwise: Tells = (of) => ifDrawnOtherwise({ ...of, projection: 'wK' });
const ifKvOf =
  (...mechanisms: readonly Mechanism[]): Tells =>
  (of) =>
    ifDrawn(of) && mechanisms.includes(of.mechanism) && ['wK', 'wV'].includes(of.projection);
/** K and V have as many heads as the mechanism says; if heads have a width of their own, W_Q and W_O are as many times that. */
const ifHeadsCount: Tells = (of) => ifKvOf('gqa', 'mqa')(of) || (ifDrawn(of) && of.config.headDim !== undefined);
const ifFirstTrained: Tells = ({ config, now }) => !config.trained !== !now.trained;
const ifOtherModel: Tells = ({ config: { trained }, now, mechanism }) =>
  trained?.layer !== now.trained?.layer || trained?.models[mechanism] !== now.trained?.models[mechanism];

/** Which keys tell runs apart that differ in one field. The run's own key, and nothing else, is to tell all of them. */
const TELLS: Readonly<Record<keyof RunConfig, Readonly<Record<Exclude<keyof typeof KEYS, 'run'>, Tells>>>> = {
  dModel: { sweep: always, tokens: always, untrainedNets: always, projection: ifDrawn, maps: always },
  numHeads: { sweep: always, tokens: never, untrainedNets: always, projection: ifHeadsCount, maps: always },
  headDim: { sweep: always, tokens: never, untrainedNets: always, projection: ifDrawn, maps: ifDrawn },
  numKvHeads: {
    sweep: never,
    tokens: never,
    untrainedNets: never,
    projection: ifKvOf('gqa'),
    maps: ({ mechanism }) => mechanism === 'gqa',
  },
  causal: { sweep: always, tokens: never, untrainedNets: never, projection: never, maps: always },
  positions: { sweep: always, tokens: ifDrawn, untrainedNets: never, projection: never, maps: ifDrawn },
  bias: { sweep: always, tokens: never, untrainedNets: never, projection: ifDrawn, maps: ifDrawn },
  seed: { sweep: always, tokens: always, untrainedNets: always, projection: ifDrawn, maps: always },
  kvRule: {
    sweep: always,
    tokens: never,
    untrainedNets: never,
    projection: ifDrawnOtherwise,
    maps: ifKeysDrawnOtherwise,
  },
  trained: {
    sweep: always,
    tokens: ifFirstTrained,
    untrainedNets: never,
    projection: ifOtherModel,
    maps: ifOtherModel,
  },
};

/** Returns the same in other objects, whose properties came in another order. */
function rebuilt<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, rebuilt(each)]);
  return Object.fromEntries(entries.reverse()) as Value;
}

describe('heads of one number', () => {
  it('ask the same in all mechanisms unless each was trained, or drawn, by itself', () => {
    const models = { mha: 'a', gqa: 'b', mqa: 'c' };
    expect(haveSameQueries(aConfig({ kvRule: 'mean' }))).toBe(true);
    expect(haveSameQueries(aConfig({ kvRule: 'rescaled' }))).toBe(true);
    expect(haveSameQueries(aConfig({ kvRule: 'independent' }))).toBe(false);
    expect(haveSameQueries(aConfig({ trained: { layer: 0, models } }))).toBe(false);
  });
});

describe('a run', () => {
  it.each(FIELDS)('is another one with another %s, and the same one with the same', (field) => {
    fc.assert(
      fc.property(anyConfig, VALUES[field] as fc.Arbitrary<unknown>, (config, value) => {
        const before = { ...SHORT, config };
        const now = { ...SHORT, config: { ...rebuilt(config), [field]: value } };
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

  it.each(FIELDS)(
    'is another one of a mechanism with another %s, but for what only GQA or another model has',
    (field) => {
      fc.assert(
        fc.property(anyConfig, VALUES[field] as fc.Arbitrary<unknown>, anyMechanism, (config, value, mechanism) => {
          const now = { ...rebuilt(config), [field]: value };
          const isSame = isDeepStrictEqual(config[field], value);
          const isOthersAffair =
            (field === 'numKvHeads' && mechanism !== 'gqa') ||
            (field === 'trained' &&
              !ifFirstTrained({ config, now, mechanism, projection: 'wQ' }) &&
              !ifOtherModel({ config, now, mechanism, projection: 'wQ' }));
          expect(sameOf(mechanism, { ...SHORT, config }, { ...SHORT, config: now })).toBe(isSame || isOthersAffair);
        }),
        { numRuns: 50, seed: 1 },
      );
    },
  );

  it('is another one with another token, one more or one fewer', () => {
    for (const tokens of [
      ['to', 'be', 'of'],
      ['to', 'be'],
      ['to', 'be', 'or', 'not'],
    ]) {
      expect(sameInputs(SHORT, { ...SHORT, tokens })).toBe(false);
      expect(sameButKvHeads(SHORT, { ...SHORT, tokens })).toBe(false);
      expect(sameOf('mha', SHORT, { ...SHORT, tokens })).toBe(false);
    }
    expect(sameInputs(SHORT, { ...SHORT, tokens: [...SHORT.tokens] })).toBe(true);
  });
});

describe('the key', () => {
  it.each(FIELDS)('of whatever depends on %s tells another one, and no other key does', (field) => {
    fc.assert(
      fc.property(
        anyConfig,
        VALUES[field] as fc.Arbitrary<unknown>,
        anyMechanism,
        anyProjection,
        (config, value, mechanism, projection) => {
          const now = { ...rebuilt(config), [field]: value };
          const isOther = !isDeepStrictEqual(config[field], value);
          const of = { config, now, mechanism, projection };
          for (const name of KEY_NAMES) {
            const [key, keyNow] = [config, now].map((each) => KEYS[name]({ ...SHORT, config: each }, of));
            const tells = name === 'run' || TELLS[field][name](of);
            expect(keyNow !== key, name).toBe(isOther && tells);
          }
        },
      ),
      { numRuns: 200, seed: 1 },
    );
  });

  it('of whatever depends on the tokens tells any other ones', () => {
    fc.assert(
      fc.property(anyConfig, anyText, anyText, anyMechanism, (config, tokens, others, mechanism) => {
        const of = { mechanism, projection: 'wK' } as const;
        for (const name of KEY_NAMES) {
          const [key, other] = [tokens, others].map((each) => KEYS[name]({ ...SHORT, config, tokens: each }, of));
          expect(other !== key, name).toBe(!isDeepStrictEqual(tokens, others) && name !== 'projection');
        }
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('of maps, and no other, tells finer detail, if the text is so long that there is any', () => {
    const of = { mechanism: 'mqa', projection: 'wK' } as const;
    const differing = (request: RunRequest) =>
      KEY_NAMES.filter((name) => KEYS[name](request, of) !== KEYS[name]({ ...request, mapSide: 200 }, of));
    expect(differing(LONG)).toEqual(['maps']);
    expect(differing(SHORT)).toEqual([]);
  });

  it('of the tokens is the same for equal vectors only', () => {
    const seen = new Map<string, unknown>();
    fc.assert(
      fc.property(untrained, anyText, (config, tokens) => {
        const key = runKey({ ...SHORT, tokens, config }, 'tokens');
        const vectors = runInput(tokens, config);
        expect(seen.get(key) ?? vectors).toEqual(vectors);
        seen.set(key, vectors);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('of a projection is the same for equal weights only', () => {
    const seen = new Map<string, unknown>();
    fc.assert(
      fc.property(anyMechanism, anyProjection, untrained, (mechanism, projection, config) => {
        const key = projectionKey(mechanism, projection, config);
        const drawn = drawProjection(mechanism, projection, config);
        expect(seen.get(key) ?? drawn).toEqual(drawn);
        seen.set(key, drawn);
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  it('of maps is the same for equal maps only', () => {
    const seen = new Map<string, Float64Array>();
    const texts = fc.constantFrom(['a', 'b', 'a'], ['a', 'b', 'c'], ['a', 'b']);
    fc.assert(
      fc.property(anyMechanism, untrained, texts, (mechanism, config, tokens) => {
        const key = mapsKey(mechanism, { ...SHORT, tokens, config });
        const maps = referenceMaps(mechanism, tokens, config);
        expect(seen.get(key) ?? maps).toEqual(maps);
        seen.set(key, maps);
      }),
      { numRuns: 1500, seed: 1 },
    );
  });
});

describe('a result', () => {
  it('answers those who want fewer mechanisms, not those who want more', () => {
    const one: RunRequest = { ...SHORT, mechanisms: ['gqa'] };
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
