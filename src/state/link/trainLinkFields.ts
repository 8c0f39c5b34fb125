import { MAX_SEED } from '../../attention/limits.ts';
import { nearestChoice } from '../../attention/sharing.ts';
import type { Settings } from '../facts/settings.ts';
import {
  DEFAULT_TRAIN,
  kvHeadsOf,
  LEARNING_RATES,
  SIZE_PRESETS,
  SPEEDS,
  STEP_AXES,
  STEP_COUNTS,
  TASKS,
  TRAIN_SIZES,
  type TrainSetup,
  UPTRAIN_PERCENTS,
} from '../facts/train/trainSetup.ts';
import type { LinkField } from './LinkField.ts';

/** The set-up of the Train screen in the link. The size comes first: KV heads, steps and learning rate lean on it. */
export const TRAIN_LINK_FIELDS: readonly LinkField[] = [
  wordField('tsize', 'size', TRAIN_SIZES),
  choiceField(
    'tkv',
    'numKvHeads',
    ({ size }) => kvHeadsOf(size),
    ({ size }) => nearestChoice(DEFAULT_TRAIN.numKvHeads, kvHeadsOf(size)),
  ),
  choiceField(
    'trate',
    'learningRate',
    () => LEARNING_RATES,
    ({ size }) => SIZE_PRESETS[size].learningRate,
  ),
  choiceField(
    'tsteps',
    'steps',
    () => STEP_COUNTS,
    ({ size }) => SIZE_PRESETS[size].steps,
  ),
  rangeField('tseed', 'seed', MAX_SEED),
  wordField('tasks', 'task', TASKS),
  rangeField('tphrases', 'phrasePercent', 100),
  wordField('tbackend', 'backend', ['auto', 'wasm', 'webgl', 'cpu']),
  wordField('tspeed', 'speed', SPEEDS),
  choiceField(
    'tlayer',
    'layer',
    () => [1, 2],
    () => DEFAULT_TRAIN.layer,
  ),
  wordField('taxis', 'axis', STEP_AXES),
  choiceField(
    'tuptrain',
    'uptrain',
    () => UPTRAIN_PERCENTS,
    () => DEFAULT_TRAIN.uptrain,
  ),
];

function wordField<Name extends 'size' | 'task' | 'backend' | 'speed' | 'axis'>(
  key: string,
  name: Name,
  words: readonly TrainSetup[Name][],
): LinkField {
  return {
    key,
    write: ({ train }) => train[name],
    read(value, settings) {
      const word = words.find((candidate) => candidate === value);
      return word === undefined
        ? { problem: `is not one of ${words.join(', ')}` }
        : { patch: patched(settings, { [name]: word }) };
    },
    fallback: (settings) => patched(settings, { [name]: DEFAULT_TRAIN[name] }),
  };
}

function choiceField(
  key: string,
  name: 'numKvHeads' | 'learningRate' | 'steps' | 'layer' | 'uptrain',
  choices: (train: TrainSetup) => readonly number[],
  usual: (train: TrainSetup) => number,
): LinkField {
  return {
    key,
    write: ({ train }) => String(train[name]),
    read(value, settings) {
      const choice = choices(settings.train).find((candidate) => String(candidate) === value);
      return choice === undefined
        ? { problem: `is not one of ${choices(settings.train).join(', ')}` }
        : { patch: patched(settings, { [name]: choice }) };
    },
    fallback: (settings) => patched(settings, { [name]: usual(settings.train) }),
  };
}

function rangeField(key: string, name: 'seed' | 'phrasePercent', most: number): LinkField {
  return {
    key,
    write: ({ train }) => String(train[name]),
    read(value, settings) {
      const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
      return number <= most
        ? { patch: patched(settings, { [name]: number }) }
        : { problem: `is not a whole number from 0 to ${most}` };
    },
    fallback: (settings) => patched(settings, { [name]: DEFAULT_TRAIN[name] }),
  };
}

function patched({ train }: Settings, patch: Partial<TrainSetup>): Partial<Settings> {
  return { train: { ...train, ...patch } };
}
