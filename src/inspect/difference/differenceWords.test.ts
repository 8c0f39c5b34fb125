import { expect, it } from 'vitest';
import { openComparison } from '../../attention/comparison/comparison.ts';
import { differenceMaps } from '../../charts/difference/differenceMaps.ts';
import { DEFAULT_SETTINGS } from '../../state/facts/settings.ts';
import { differenceWords, isDifferent } from './differenceWords.ts';

function compare(mha: number[], gqa: number[]) {
  const open = openComparison({ numHeads: 1, sequenceLength: 2, causal: false });
  const maps = { mha: Float32Array.from(mha), gqa: Float32Array.from(gqa), mqa: Float32Array.from(mha) };
  for (const _ of open.add(0, maps));
  return open.finish();
}

it('gives the mean distance and says what it means', () => {
  const maps = differenceMaps(compare([0.5, 0.5, 1, 0], [1, 0, 1, 0]), 'gqa', 'mha');
  expect(differenceWords(maps, DEFAULT_SETTINGS).replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(
    'GQA − MHA: mean total-variation distance 0.250 over its one head. 25 % of a row’s attention goes to other tokens.',
  );
});

it('says that nothing differs between a mechanism and itself', () => {
  const maps = differenceMaps(compare([0.5, 0.5, 1, 0], [1, 0, 1, 0]), 'gqa', 'gqa');
  expect(differenceWords(maps, DEFAULT_SETTINGS)).toBe('GQA − GQA: the same mechanism twice, nothing differs.');
});

it('takes rounding for nothing, and says why two mechanisms are one', () => {
  const maps = differenceMaps(compare([0.5, 0.5, 1, 0], [0.5 + 6e-8, 0.5, 1, 0]), 'gqa', 'mha');
  expect(isDifferent(maps)).toBe(false);
  expect(differenceWords(maps, { ...DEFAULT_SETTINGS, numKvHeads: 16 })).toBe(
    'GQA and MHA are the same here, with 16 KV heads each: nothing differs.',
  );
  expect(differenceWords(maps, DEFAULT_SETTINGS)).toBe('GQA and MHA are the same here: nothing differs.');
});

it('says by which rule heads of trained models are paired', () => {
  const maps = differenceMaps(compare([0.5, 0.5, 1, 0], [1, 0, 1, 0]), 'gqa', 'mha');
  const trained = { layer: 1, models: { mha: 'a', gqa: 'b', mqa: 'c' } };
  const words = differenceWords(
    { ...maps, partners: [{ queryHead: 3, likeness: 0.8 }] },
    { ...DEFAULT_SETTINGS, trained },
  );
  expect(words).toContain('each GQA head is held against the MHA head that it is most alike');
});

it('says of models that were trained, or drawn, apart that their heads are not each other’s', () => {
  const maps = differenceMaps(compare([0.5, 0.5, 1, 0], [1, 0, 1, 0]), 'gqa', 'mha');
  const drawn = differenceWords(maps, { ...DEFAULT_SETTINGS, kvRule: 'independent' });
  expect(drawn).toMatch(/Each mechanism drew weights of its own: heads of the same number have nothing/);
  expect(differenceWords(maps, DEFAULT_SETTINGS)).not.toContain('nothing else in common');
  const trained = { layer: 1, models: { mha: 'a', gqa: 'b', mqa: 'c' } };
  expect(differenceWords(maps, { ...DEFAULT_SETTINGS, trained })).toMatch(/Each model was trained by itself: .*\.$/);
});
