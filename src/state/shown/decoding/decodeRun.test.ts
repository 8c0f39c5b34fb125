import { expect, test } from 'vitest';
import { EXAMPLES } from '../../../attention/tokenizers/examples.ts';
import type { Settings } from '../../facts/settings.ts';
import { stateWith } from '../../testing/states.ts';
import { selectDecodePlan, selectDecodeRun, selectDecodeThen } from './decodeRun.ts';

const planOf = (settings: Partial<Settings>) => selectDecodePlan(stateWith(settings));

test('of an example the rest is decoded, of any other text the text again, unless somebody chose', () => {
  for (const { text, upTo128 } of EXAMPLES)
    for (const each of [text, upTo128 ?? text]) expect(selectDecodeThen(stateWith({ text: each }))).toBe('rest');
  expect(selectDecodeThen(stateWith({ text: 'a text of my own' }))).toBe('repeat');
  expect(selectDecodeThen(stateWith({ text: 'a text of my own', decodeThen: 'rest' }))).toBe('rest');
  expect(selectDecodeThen(stateWith({ decodeThen: 'repeat' }))).toBe('repeat');
});

test('the plan has the text’s tokens and the prompt that was chosen; without a text there is none', () => {
  expect(planOf({ text: 'a b c', decodeThen: 'rest', decodePrompt: 2 })).toMatchObject({
    ...{ kind: 'rest', prompt: 2 },
    tokens: [{ label: 'a' }, { label: 'b' }, { label: 'c' }],
  });
  expect(planOf({ text: 'a' })).toMatchObject({ kind: 'repeat', prompt: 1 });
  expect(planOf({ text: '' })).toBeNull();
});

test('what is decoded has the mask, whatever the picture has, and is shown by Explore and Cost alone', () => {
  const run = selectDecodeRun(stateWith({ text: 'a b', causal: false }));
  expect(run?.request).toMatchObject({ tokens: ['a', 'b', 'a', 'b'], config: { causal: true, seed: 7 } });
  expect(selectDecodeRun(stateWith({ screen: 'cost' }))).not.toBeNull();
  expect(selectDecodeRun(stateWith({ screen: 'train' }))).toBeNull();
  expect(selectDecodeRun(stateWith({ present: true }))).toBeNull();
  expect(selectDecodeRun(stateWith({ text: '' }))).toBeNull();
});

test('the same state is decoded by the same object', () => {
  const state = stateWith({ text: 'a b c' });
  expect(selectDecodeRun({ ...state, settings: { ...state.settings, colorScale: 'viridis' } })).toBe(
    selectDecodeRun(state),
  );
});
