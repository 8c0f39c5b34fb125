import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CostModel } from '../../attention/cost/cachedLayers.ts';
import { FUZZ_RUNS } from '../../attention/testing/fuzzRuns.ts';
import type { CostChoice } from '../facts/cost/costChoice.ts';
import { DEFAULT_COST } from '../facts/cost/defaultCost.ts';
import { isOwnModel, MOST_NAME, MOST_RUNS } from '../facts/cost/ownModel.ts';
import { DEFAULT_TEXT, FIRST_VIEW } from '../facts/settings.ts';
import { anyOwnModel } from '../testing/arbitraryCost.ts';
import { hashToSettings, settingsToHash } from './link.ts';
import { decodeOwnModel, encodeOwnModel } from './ownModelLink.ts';

const OWN: CostModel = {
  name: 'My model 7.5B (draft)',
  plan: {
    kind: 'decoder',
    layers: [
      { kind: 'full', count: 4, kvHeads: 8, headDimK: 128, headDimV: 128, window: null },
      { kind: 'sliding', count: 28, kvHeads: 4, headDimK: 256, headDimV: 128, window: 1_024 },
    ],
    crossAttention: null,
    indexer: { layers: 4, bytesPerToken: 132 },
  },
  dModel: 4_096,
  queryHeads: 32,
  parameters: 7_500_000_000,
  activeParameters: null,
  maxContext: 131_072,
  nativeDtype: 'bf16',
};

/** Another value of each part than the default. A part that is added does not compile until it has one here. */
const OTHERS: CostChoice = {
  model: 'mistral-7b-v0-1',
  own: OWN,
  kvHeads: 1,
  gpu: 'nvidia-a10g',
  gpus: 16,
  tensorParallel: 8,
  weightType: 'int4',
  cacheType: 'fp8',
  contextTokens: 32_768,
  sourceTokens: 1_500,
  sequences: 64,
  blockSize: 32,
  utilisation: 0.95,
  overheadGib: 2.5,
  users: 5,
  averageTokens: 100,
  axes: 'log',
};

const TRAINED = { ...FIRST_VIEW, text: DEFAULT_TEXT };
const linkOf = (patch: Partial<CostChoice>) => settingsToHash({ ...TRAINED, cost: { ...DEFAULT_COST, ...patch } });
const texts = (hash: string) => hashToSettings(hash).notices.map(({ text }) => text);

it.each(Object.keys(OTHERS) as (keyof CostChoice)[])('carries %s', (name) => {
  const settings = { ...FIRST_VIEW, cost: { ...DEFAULT_COST, [name]: OTHERS[name] } };
  expect(settings).not.toEqual(FIRST_VIEW);
  expect(hashToSettings(settingsToHash(settings))).toMatchObject({ settings, notices: [] });
});

it('is short, and says nothing of what is as usual', () => {
  expect(settingsToHash({ ...TRAINED, screen: 'cost' })).toBe('#screen=cost');
  expect(linkOf({ ...OTHERS, own: null })).toBe(
    '#cmodel=mistral-7b-v0-1&ckv=1&cgpu=nvidia-a10g&cgpus=16&ctp=8&cweights=int4&ccache=fp8&ctokens=32768&csource=1500&cseqs=64&cblock=32&cutil=0.95&cover=2.5&cusers=5&caverage=100&caxes=log',
  );
  expect(linkOf({ own: OWN })).toBe(
    '#cown=My%20model%207%2E5B%20%28draft%29.bf16.0.4096.32.7500000000.n.131072.n.n.n.n.4.132.0.4.8.128.128.n.1.28.4.256.128.1024',
  );
});

it('says of each part what it can’t be, and uses the usual', () => {
  expect(texts('#ckv=0&ctokens=1.5&cutil=0&cover=-1')).toEqual([
    'ckv=0 is not a whole number from 1 to 10000: using 8.',
    'ctokens=1.5 is not a whole number from 1 to 1000000000: using 8192.',
    'cutil=0 is not a number above 0 and up to 1: using 0.9.',
    'cover=-1 is not a number from 0 to 100000: using 1.',
  ]);
  expect(texts('#cmodel=Llama+3&cweights=fp64&caxes=square&cown=x')).toEqual([
    'cmodel=Llama+3 is not a name of small letters, digits and hyphens: using llama-3-1-8b.',
    'cown=x is not a model of one’s own: left out.',
    'cweights=fp64 is not one of fp32, bf16, fp16, fp8, int8, int4: left out.',
    'caxes=square is not one of linear, log: using linear.',
  ]);
  expect(hashToSettings('#ckv=0&cmodel=Llama+3&cown=x').settings.cost).toEqual(DEFAULT_COST);
});

it(`gives back ${FUZZ_RUNS} models of one’s own exactly, in a few thousand characters at most`, () => {
  fc.assert(
    fc.property(anyOwnModel, (model) => {
      const encoded = encodeOwnModel(model);
      expect(JSON.stringify(decodeOwnModel(encoded))).toBe(JSON.stringify(model));
      expect(encoded).toMatch(/^[A-Za-z0-9.%-]+[A-Za-z0-9]$/);
    }),
    { numRuns: FUZZ_RUNS, seed: 5 },
  );
  const [run] = OWN.plan.layers;
  const many = {
    ...OWN,
    name: '\ud83d\ude00'.repeat(MOST_NAME / 2),
    plan: { ...OWN.plan, layers: Array(MOST_RUNS).fill(run) },
  };
  expect(isOwnModel(many)).toBe(true);
  expect(encodeOwnModel(many).length).toBeLessThan(4_000);
});

const LAYERS = OWN.plan.layers.slice(0, 1);

it.each([
  ['a name that is too long', { name: 'a'.repeat(MOST_NAME + 1) }],
  ['no name', { name: '' }],
  ['a fraction of a parameter', { parameters: 0.5 }],
  ['no query heads', { queryHeads: 0 }],
  ['more query heads than any model', { queryHeads: 10_001 }],
  ['more runs of layers than a link carries', { plan: { ...OWN.plan, layers: Array(MOST_RUNS + 1).fill(LAYERS[0]) } }],
  [
    'a source of −1 tokens',
    { plan: { ...OWN.plan, crossAttention: { layers: 1, kvHeads: 1, headDim: 1, sourceTokens: -1 } } },
  ],
] as const)('is not a model of one’s own with %s', (_, patch) => {
  expect(isOwnModel(OWN)).toBe(true);
  expect(isOwnModel({ ...OWN, ...patch })).toBe(false);
});

it.each([
  ['', 'nothing'],
  ['m.bf16.0.1', 'too few numbers'],
  ['m.bf16.9.1.1.1.1.1.n.n.n.n.n.n', 'an unknown kind of model'],
  ['m.bf16.0.1.1.1.1.1.n.n.n.n.n.n.9.1.1.1.1.1', 'an unknown kind of layer'],
  ['m.bf16.0.1.1.1.1.1.n.n.n.n.n.n.0.1', 'half a run of layers'],
  ['m.bf16.0.1.-1.1.1.1.n.n.n.n.n.n', 'a number below 0'],
  ['m.%FF.0.1.1.1.1.1.n.n.n.n.n.n', 'no text'],
])('does not take “%s”, which has %s, for a model', (text) => {
  expect(decodeOwnModel('m.bf16.0.1.1.1.1.1.n.n.n.n.n.n')?.name).toBe('m');
  expect(decodeOwnModel(text)).toBeUndefined();
});

it('leaves a model out of the link that would make it too long', () => {
  const layers = Array(400).fill(LAYERS[0]);
  expect(encodeOwnModel({ ...OWN, plan: { ...OWN.plan, layers } })).toBe('');
});
