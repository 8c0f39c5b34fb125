import { MAX_SEED } from '../../attention/limits.ts';
import { D_MODEL_CHOICES, headChoices, kvHeadChoices } from '../../attention/sharing.ts';
import { TOKENIZERS } from '../../attention/tokenizers/ids.ts';
import { KV_RULES, MECHANISMS } from '../../attention/types.ts';
import { MAX_CACHE_LAYERS, MAX_CACHE_SEQUENCES } from '../facts/fitSettings.ts';
import {
  CODE_KINDS,
  COLOR_SCALES,
  DECODE_THEN,
  ELEMENT_TYPES,
  HEAD_ORDERS,
  MAP_ORDERS,
  SCREENS,
} from '../facts/settings.ts';
import { COST_LINK_FIELDS } from './costLinkFields.ts';
import { promptField } from './decodeLinkFields.ts';
import { biasField, headDimField } from './headLinkFields.ts';
import { cellField, headField, largeHeadField, mechanismField, paneField, rowsField } from './inspectLinkFields.ts';
import type { LinkField } from './LinkField.ts';
import { choiceField, flagField, rangeField, textField, wordField } from './LinkField.ts';
import { TRAIN_LINK_FIELDS } from './trainLinkFields.ts';
import { layerField, weightsField } from './weightsLinkFields.ts';

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
  headDimField('dk'),
  flagField('causal', 'causal'),
  flagField('pos', 'positions'),
  biasField('bias'),
  wordField('rule', 'kvRule', KV_RULES),
  rangeField('seed', 'seed', 0, MAX_SEED),
  weightsField('weights'),
  layerField('layer'),
  wordField('backend', 'backend', ['auto', 'webgl', 'wasm', 'cpu']),
  wordField('scale', 'colorScale', COLOR_SCALES),
  wordField('maps', 'mapOrder', MAP_ORDERS),
  wordField('axes', 'cacheAxes', ['linear', 'log']),
  rangeField('layers', 'cacheLayers', 1, MAX_CACHE_LAYERS),
  rangeField('seqs', 'cacheSequences', 1, MAX_CACHE_SEQUENCES),
  wordField('element', 'cacheElement', ELEMENT_TYPES),
  cellField('cell'),
  flagField('present', 'present'),
  wordField('focus', 'presentFocus', ['all', ...MECHANISMS]),
  largeHeadField('large'),
  paneField('inspect'),
  mechanismField('mech'),
  headField('head'),
  flagField('wide', 'inspectWide'),
  rowsField('rows'),
  wordField('of', 'differenceOf', MECHANISMS),
  wordField('minus', 'differenceFrom', MECHANISMS),
  wordField('order', 'headOrder', HEAD_ORDERS),
  wordField('code', 'codeKind', CODE_KINDS),
  wordField('then', 'decodeThen', DECODE_THEN),
  promptField('prompt'),
  wordField('screen', 'screen', SCREENS),
  ...TRAIN_LINK_FIELDS,
  ...COST_LINK_FIELDS,
];
