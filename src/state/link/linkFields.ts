import { MAX_SEED } from '../../attention/limits.ts';
import { D_MODEL_CHOICES, headChoices, kvHeadChoices, nearestChoice } from '../../attention/sharing.ts';
import { TOKENIZERS } from '../../attention/tokenizers/ids.ts';
import { KV_RULES, MECHANISMS } from '../../attention/types.ts';
import { MAX_CACHE_LAYERS, MAX_CACHE_SEQUENCES } from '../facts/fitSettings.ts';
import {
  CODE_KINDS,
  COLOR_SCALES,
  DEFAULT_SETTINGS,
  ELEMENT_TYPES,
  HEAD_ORDERS,
  SCREENS,
  type Settings,
} from '../facts/settings.ts';
import { cellField, headField, paneField, rowsField } from './inspectLinkFields.ts';
import { decodeLinkText, encodeLinkText, wholeNumber } from './linkText.ts';
import { TRAIN_LINK_FIELDS } from './trainLinkFields.ts';
import { layerField, weightsField } from './weightsLinkFields.ts';

/** What came of a value in a link: the settings it stands for, or why it stands for none, or only for something like it. */
export type Reading = { readonly patch: Partial<Settings>; readonly problem?: string } | { readonly problem: string };

/** One row of the table between settings and link. */
export interface LinkField {
  readonly key: string;
  /** The value as the link writes it, percent-encoded. */
  write(settings: Settings): string;
  /** `settings` has what was read by the rows above. `problem` continues a sentence that begins with "heads=7". */
  read(value: string, settings: Settings): Reading;
  /** What applies where the link says nothing, given the rows above. */
  fallback(settings: Settings): Partial<Settings>;
}

/** Settings whose value is one of a few words. */
type WordName =
  | 'tokenizer'
  | 'kvRule'
  | 'backend'
  | 'colorScale'
  | 'cacheAxes'
  | 'cacheElement'
  | 'presentFocus'
  | 'inspectMechanism'
  | 'differenceOf'
  | 'differenceFrom'
  | 'headOrder'
  | 'codeKind'
  | 'screen';
type FlagName = 'causal' | 'positions' | 'bias' | 'present' | 'inspectWide';
type NumberName = 'dModel' | 'numHeads' | 'numKvHeads' | 'seed' | 'cacheLayers' | 'cacheSequences';

/** In the order of the link. A row may lean on those above it: query heads divide d_model, KV heads query heads. */
export const LINK_FIELDS: readonly LinkField[] = [
  textField('text'),
  wordField('tok', 'tokenizer', TOKENIZERS),
  choiceField(
    'd',
    'dModel',
    () => D_MODEL_CHOICES,
    () => 'is not a power of two from 16 to 1,024',
  ),
  choiceField(
    'heads',
    'numHeads',
    ({ dModel }) => headChoices(dModel),
    ({ dModel }, heads) => (dModel % heads === 0 ? 'is more than 64' : `is not a divisor of d_model ${dModel}`),
  ),
  choiceField(
    'kv',
    'numKvHeads',
    ({ numHeads }) => kvHeadChoices(numHeads),
    ({ numHeads }) => `is not a divisor of ${numHeads} query heads`,
  ),
  flagField('causal', 'causal'),
  flagField('pos', 'positions'),
  flagField('bias', 'bias'),
  wordField('rule', 'kvRule', KV_RULES),
  rangeField('seed', 'seed', 0, MAX_SEED),
  weightsField('weights'),
  layerField('layer'),
  wordField('backend', 'backend', ['auto', 'webgl', 'wasm', 'cpu']),
  wordField('scale', 'colorScale', COLOR_SCALES),
  wordField('axes', 'cacheAxes', ['linear', 'log']),
  rangeField('layers', 'cacheLayers', 1, MAX_CACHE_LAYERS),
  rangeField('seqs', 'cacheSequences', 1, MAX_CACHE_SEQUENCES),
  wordField('element', 'cacheElement', ELEMENT_TYPES),
  cellField('cell'),
  flagField('present', 'present'),
  wordField('focus', 'presentFocus', ['all', ...MECHANISMS]),
  paneField('inspect'),
  wordField('mech', 'inspectMechanism', MECHANISMS),
  headField('head'),
  flagField('wide', 'inspectWide'),
  rowsField('rows'),
  wordField('of', 'differenceOf', MECHANISMS),
  wordField('minus', 'differenceFrom', MECHANISMS),
  wordField('order', 'headOrder', HEAD_ORDERS),
  wordField('code', 'codeKind', CODE_KINDS),
  wordField('screen', 'screen', SCREENS),
  ...TRAIN_LINK_FIELDS,
];

function textField(key: string): LinkField {
  return {
    key,
    write: ({ text }) => encodeLinkText(text),
    read(value) {
      const text = decodeLinkText(value);
      return text === undefined ? { problem: 'is not percent-encoded UTF-8' } : { patch: { text } };
    },
    fallback: () => ({ text: DEFAULT_SETTINGS.text }),
  };
}

function wordField<Name extends WordName>(key: string, name: Name, words: readonly Settings[Name][]): LinkField {
  return {
    key,
    write: (settings) => settings[name],
    read(value) {
      const word = words.find((candidate) => candidate === value);
      return word === undefined ? { problem: `is not one of ${words.join(', ')}` } : { patch: { [name]: word } };
    },
    fallback: () => ({ [name]: DEFAULT_SETTINGS[name] }),
  };
}

function flagField(key: string, name: FlagName): LinkField {
  return {
    key,
    write: (settings) => (settings[name] ? '1' : '0'),
    read: (value) => (/^[01]$/.test(value) ? { patch: { [name]: value === '1' } } : { problem: 'is not 0 or 1' }),
    fallback: () => ({ [name]: DEFAULT_SETTINGS[name] }),
  };
}

function choiceField(
  key: string,
  name: NumberName,
  choices: (settings: Settings) => readonly number[],
  problem: (settings: Settings, value: number) => string,
): LinkField {
  return {
    key,
    write: (settings) => String(settings[name]),
    read(value, settings) {
      const number = wholeNumber(value);
      const isChoice = choices(settings).includes(number);
      return isChoice ? { patch: { [name]: number } } : { problem: problem(settings, number) };
    },
    fallback: (settings) => ({ [name]: nearestChoice(DEFAULT_SETTINGS[name], choices(settings)) }),
  };
}

function rangeField(key: string, name: NumberName, least: number, most: number): LinkField {
  return {
    key,
    write: (settings) => String(settings[name]),
    read(value) {
      const number = wholeNumber(value);
      const isInRange = number >= least && number <= most;
      return isInRange ? { patch: { [name]: number } } : { problem: `is not a whole number from ${least} to ${most}` };
    },
    fallback: () => ({ [name]: DEFAULT_SETTINGS[name] }),
  };
}
