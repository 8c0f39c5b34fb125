import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS, DEFAULT_TEXT, FIRST_VIEW } from '../facts/settings.ts';
import { DEFAULT_TRAIN, setupOfSize, type TrainSetup } from '../facts/train/trainSetup.ts';
import { hashToSettings, settingsToHash } from './link.ts';

/** Another value of each part than the default. A part that is added does not compile until it has one here. */
const OTHERS: TrainSetup = {
  size: 'medium',
  numKvHeads: 4,
  learningRate: 0.005,
  steps: 2_000,
  seed: 9,
  task: 'all',
  phrasePercent: 25,
  backend: 'cpu',
  speed: '2',
  layer: 1,
  axis: 'log',
  uptrain: 20,
};

it.each(Object.keys(OTHERS) as (keyof TrainSetup)[])('carries %s', (name) => {
  const settings = { ...FIRST_VIEW, train: { ...DEFAULT_TRAIN, [name]: OTHERS[name] } };
  expect(settings).not.toEqual(FIRST_VIEW);
  expect(hashToSettings(settingsToHash(settings))).toMatchObject({ settings, notices: [] });
});

const TRAINED = { ...FIRST_VIEW, text: DEFAULT_TEXT };

it('says nothing of a set-up that is as usual, also for the larger size with all that it brings', () => {
  expect(settingsToHash({ ...TRAINED, screen: 'train' })).toBe('#screen=train');
  const medium = { ...DEFAULT_TRAIN, ...setupOfSize('medium') };
  expect(settingsToHash({ ...TRAINED, train: medium })).toBe('#tsize=medium');
  expect(hashToSettings('#tsize=medium').settings.train).toEqual(medium);
});

it('reads the whole set-up', () => {
  const link =
    '#screen=train&tkv=4&trate=0.005&tsteps=2000&tseed=9&tasks=all&tphrases=25&tbackend=cpu&tspeed=2&tlayer=1&taxis=log';
  const { settings, notices } = hashToSettings(link);
  expect(notices).toEqual([]);
  expect(settings.train).toMatchObject({
    ...{ size: 'small', numKvHeads: 4, learningRate: 0.005, steps: 2_000, seed: 9, task: 'all' },
    ...{ phrasePercent: 25, backend: 'cpu', speed: '2', layer: 1, axis: 'log' },
  });
  expect(settingsToHash(settings)).toBe(link);
});

it('says of each part what it can’t be, and uses the usual', () => {
  const { settings, notices } = hashToSettings('#tkv=3&trate=0.3&tphrases=101');
  expect(notices.map(({ text }) => text)).toEqual([
    'tkv=3 is not one of 1, 2, 4: using 2.',
    'trate=0.3 is not one of 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 1: using 0.02.',
    'tphrases=101 is not a whole number from 0 to 100: using 100.',
  ]);
  expect(settings.train).toEqual(DEFAULT_SETTINGS.train);
});
