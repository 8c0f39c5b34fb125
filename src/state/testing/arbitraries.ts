/** For tests: settings and texts of every kind, for fast-check. */
import fc from 'fast-check';
import { MAX_DECODED } from '../../attention/decoding/decodePlan.ts';
import { MAX_SEED, MAX_TOKENS } from '../../attention/limits.ts';
import { D_MODEL_CHOICES, headChoices, headDimChoices, kvHeadChoices } from '../../attention/sharing.ts';
import { TOKENIZERS } from '../../attention/tokenizers/ids.ts';
import { NASTY_TEXTS } from '../../attention/tokenizers/nastyTexts.ts';
import { KV_RULES, MECHANISMS } from '../../attention/types.ts';
import { ascending, fitSettings, MAX_CACHE_LAYERS, MAX_CACHE_SEQUENCES } from '../facts/fitSettings.ts';
import {
  CODE_KINDS,
  COLOR_SCALES,
  DECODE_THEN,
  DEFAULT_SETTINGS,
  ELEMENT_TYPES,
  HEAD_ORDERS,
  INSPECT_PANES,
  MAP_ORDERS,
  SCREENS,
  type Settings,
} from '../facts/settings.ts';
import {
  kvHeadsOf,
  LEARNING_RATES,
  SPEEDS,
  STEP_AXES,
  STEP_COUNTS,
  TASKS,
  TRAIN_SIZES,
  type TrainSetup,
  UPTRAIN_PERCENTS,
} from '../facts/train/trainSetup.ts';
import { anyCostChoice } from './arbitraryCost.ts';

/** Any string of UTF-16 code units, lone surrogates included; often one that has broken programs before. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: fc.constantFrom(...'%&=#+ ab\ud83d\ude00'.split(''), '%ED%A0%80', '%'), maxLength: 20 }),
  fc.array(fc.constantFrom(...NASTY_TEXTS), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
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

const position = fc.nat(MAX_TOKENS - 1);

const anyTrainSetup: fc.Arbitrary<TrainSetup> = fc.constantFrom(...TRAIN_SIZES).chain((size) =>
  fc.record(
    {
      size: fc.constant(size),
      numKvHeads: fc.constantFrom(...kvHeadsOf(size)),
      learningRate: fc.constantFrom(...LEARNING_RATES),
      steps: fc.constantFrom(...STEP_COUNTS),
      seed: fc.nat(MAX_SEED),
      task: fc.constantFrom(...TASKS),
      phrasePercent: fc.nat(100),
      backend: fc.constantFrom('auto', 'webgl', 'wasm', 'cpu'),
      speed: fc.constantFrom(...SPEEDS),
      layer: fc.constantFrom(1, 2),
      axis: fc.constantFrom(...STEP_AXES),
      uptrain: fc.constantFrom(...UPTRAIN_PERCENTS),
    },
    { noNullPrototype: true },
  ),
);

const anyRandomSettings: fc.Arbitrary<Settings> = anyShape.chain((shape) =>
  fc.record({
    dModel: fc.constant(shape.dModel),
    numHeads: fc.constant(shape.numHeads),
    headDim: fc.constantFrom(undefined, ...headDimChoices(shape.numHeads)),
    numKvHeads: fc.constant(shape.numKvHeads),
    text: anyText,
    tokenizer: fc.constantFrom(...TOKENIZERS),
    causal: fc.boolean(),
    positions: fc.boolean(),
    bias: fc.constantFrom(true, false, 'qkv' as const),
    seed: fc.nat(MAX_SEED),
    kvRule: fc.constantFrom(...KV_RULES),
    weights: fc.constant('random'),
    layer: fc.constantFrom(1, 2),
    backend: fc.constantFrom('auto', 'webgl', 'wasm', 'cpu'),
    colorScale: fc.constantFrom(...COLOR_SCALES),
    mapOrder: fc.constantFrom(...MAP_ORDERS),
    cacheAxes: fc.constantFrom('linear', 'log'),
    cacheLayers: fc.integer({ min: 1, max: MAX_CACHE_LAYERS }),
    cacheSequences: fc.integer({ min: 1, max: MAX_CACHE_SEQUENCES }),
    cacheElement: fc.constantFrom(...ELEMENT_TYPES),
    lockedCell: fc.option(
      fc.record({ queryHead: fc.nat(shape.numHeads - 1), queryPosition: position, keyPosition: position }),
    ),
    present: fc.boolean(),
    presentFocus: fc.constantFrom('all', 'mha', 'gqa', 'mqa'),
    presentHead: fc.option(fc.nat(shape.numHeads - 1)),
    inspect: fc.option(fc.constantFrom(...INSPECT_PANES)),
    inspectMechanism: fc.constantFrom(...MECHANISMS),
    inspectHead: fc.nat(shape.numHeads - 1),
    inspectWide: fc.boolean(),
    flowTokens: fc.array(position, { maxLength: 8 }).map(ascending),
    differenceOf: fc.constantFrom(...MECHANISMS),
    differenceFrom: fc.constantFrom(...MECHANISMS),
    headOrder: fc.constantFrom(...HEAD_ORDERS),
    codeKind: fc.constantFrom(...CODE_KINDS),
    decodeThen: fc.constantFrom(...DECODE_THEN),
    decodePrompt: fc.option(fc.integer({ min: 1, max: MAX_DECODED - 1 })),
    screen: fc.constantFrom(...SCREENS),
    train: anyTrainSetup,
    cost: anyCostChoice,
  }),
);

/** Any settings that fit together. The user's own models are not among them: they need to be there. */
export const anySettings: fc.Arbitrary<Settings> = fc
  .tuple(anyRandomSettings, fc.boolean())
  .map(([settings, isTrained]) => (isTrained ? fitSettings(settings, { weights: 'trained' }).settings : settings))
  .map((settings) => (settings.inspect === null && settings.lockedCell === null ? forgetHead(settings) : settings));

/** With Inspect closed and no cell locked, a link does not know which head Inspect followed. */
function forgetHead(settings: Settings): Settings {
  const { inspectMechanism, inspectHead } = DEFAULT_SETTINGS;
  return { ...settings, inspectMechanism, inspectHead };
}
