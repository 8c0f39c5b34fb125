import { expect, it } from 'vitest';
import { fixture, read } from '../../catalog/config/testing/readings.ts';
import { planPhrases } from './planText.ts';

it('says layers, heads and parameters in words', () => {
  expect(planPhrases(read(fixture('llama3.1-8b.json')).model)).toEqual([
    '32 layers with 8 KV heads of 128',
    '32 query heads',
    'd_model 4,096',
    '8,030,261,248 parameters',
    'made for 131,072 tokens',
    'weights in bf16',
  ]);
});

it('says windows, latents and layers that keep nothing', () => {
  const phrases = (name: string) => planPhrases(read(fixture(name)).model).join('; ');
  expect(phrases('gpt-oss-20b.json')).toContain('12 layers with 8 KV heads of 64, a window of 128 tokens');
  expect(phrases('deepseek-v3.json')).toContain('61 layers of MLA, 576 values a token');
  expect(phrases('lfm2-350m.json')).toContain('10 layers with a state of fixed size');
  expect(phrases('bert-base.json')).toContain('no layer that keeps K and V');
  expect(phrases('deepseek-v3.json')).toContain('number of parameters not known');
});
