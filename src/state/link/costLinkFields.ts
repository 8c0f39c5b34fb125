import { ELEMENT_TYPES } from '../../attention/cost/elementTypes.ts';
import type { CostChoice } from '../facts/cost/costChoice.ts';
import { type CostNumber, costNumberText, isCostNumber } from '../facts/cost/costNumbers.ts';
import { DEFAULT_COST } from '../facts/cost/defaultCost.ts';
import type { LinkField, Reading } from './LinkField.ts';
import { decodeOwnModel, encodeOwnModel } from './ownModelLink.ts';

/** The choice of the Cost screen in the link. What a model and a GPU are called is held against the catalog by the screen. */
export const COST_LINK_FIELDS: readonly LinkField[] = [
  field('cmodel', 'model', String, idIn),
  field('cown', 'own', (own) => (own ? encodeOwnModel(own) : ''), decodeOwnModel, 'is not a model of one’s own'),
  numberField('ckv', 'kvHeads'),
  field('cgpu', 'gpu', String, idIn),
  numberField('cgpus', 'gpus'),
  numberField('ctp', 'tensorParallel'),
  field('cweights', 'weightType', (type) => type ?? '', typeIn, `is not one of ${ELEMENT_TYPES.join(', ')}`),
  field('ccache', 'cacheType', String, typeIn, `is not one of ${ELEMENT_TYPES.join(', ')}`),
  numberField('ctokens', 'contextTokens'),
  numberField('csource', 'sourceTokens'),
  numberField('cseqs', 'sequences'),
  numberField('cblock', 'blockSize'),
  numberField('cutil', 'utilisation'),
  numberField('cover', 'overheadGib'),
  numberField('cusers', 'users'),
  numberField('caverage', 'averageTokens'),
  field(
    'caxes',
    'axes',
    String,
    (value) => (['linear', 'log'] as const).find((axes) => axes === value),
    'is not one of linear, log',
  ),
];

/** @param parse returns undefined for what does not stand for a value; `problem` says what it is not. */
function field<Name extends keyof CostChoice>(
  key: string,
  name: Name,
  write: (value: CostChoice[Name]) => string,
  parse: (value: string) => CostChoice[Name] | undefined,
  problem = 'is not a name of small letters, digits and hyphens',
): LinkField {
  return {
    key,
    write: ({ cost }) => write(cost[name]),
    read(value, { cost }): Reading {
      const parsed = parse(value);
      return parsed === undefined ? { problem } : { patch: { cost: { ...cost, [name]: parsed } } };
    },
    fallback: ({ cost }) => ({ cost: { ...cost, [name]: DEFAULT_COST[name] } }),
  };
}

function numberField(key: string, name: CostNumber): LinkField {
  return field(key, name, String, (value) => numberIn(name, value), `is not ${costNumberText(name)}`);
}

function numberIn(name: CostNumber, value: string): number | undefined {
  // −0 is written as 0.
  const number = /^[\d.e+-]+$/.test(value) ? Number(value) + 0 : Number.NaN;
  return isCostNumber(name, number) ? number : undefined;
}

/** As `slugOf` of the catalog writes them. */
function idIn(value: string): string | undefined {
  return /^[a-z0-9][a-z0-9-]{0,79}$/.test(value) ? value : undefined;
}

function typeIn(value: string) {
  return ELEMENT_TYPES.find((type) => type === value);
}
