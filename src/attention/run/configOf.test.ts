import { expect, test } from 'vitest';
import { aConfig } from '../testing/aConfig.ts';
import { configOf } from './configOf.ts';

const trained = { layer: 1, models: { mha: 'a', gqa: 'b', mqa: 'c' } };

test('a configuration is all of what decides the numbers, and nothing else', () => {
  const more = { ...aConfig({ trained }), text: 'to be', weights: 'trained' };
  expect(configOf(more)).toStrictEqual(aConfig({ trained }));
});

test('a configuration of drawn weights does not mention trained ones', () => {
  expect(configOf(aConfig({ trained: undefined }))).toStrictEqual(aConfig());
});
