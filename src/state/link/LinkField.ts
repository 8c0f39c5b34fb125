import { nearestChoice } from '../../attention/sharing.ts';
import { DEFAULT_SETTINGS, type Settings } from '../facts/settings.ts';
import { decodeLinkText, encodeLinkText, wholeNumber } from './linkText.ts';

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
  | 'mapOrder'
  | 'cacheAxes'
  | 'cacheElement'
  | 'presentFocus'
  | 'inspectMechanism'
  | 'differenceOf'
  | 'differenceFrom'
  | 'headOrder'
  | 'codeKind'
  | 'decodeThen'
  | 'screen';

type FlagName = 'causal' | 'positions' | 'present' | 'inspectWide';

type NumberName = 'dModel' | 'numHeads' | 'numKvHeads' | 'seed' | 'cacheLayers' | 'cacheSequences';

export function textField(key: string): LinkField {
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

export function wordField<Name extends WordName>(key: string, name: Name, words: readonly Settings[Name][]): LinkField {
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

export function flagField(key: string, name: FlagName): LinkField {
  return {
    key,
    write: (settings) => (settings[name] ? '1' : '0'),
    read: (value) => (/^[01]$/.test(value) ? { patch: { [name]: value === '1' } } : { problem: 'is not 0 or 1' }),
    fallback: () => ({ [name]: DEFAULT_SETTINGS[name] }),
  };
}

export function choiceField(
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

export function rangeField(key: string, name: NumberName, least: number, most: number): LinkField {
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
