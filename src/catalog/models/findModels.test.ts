import { expect, test } from 'vitest';
import { parametersPerToken } from './activeParameters.ts';
import { type AttentionKind, attentionKindsOf, LAYER_KINDS, SHARING_KINDS } from './attentionKinds.ts';
import { findModels, type ModelSearch } from './findModels.ts';
import type { ModelEntry } from './modelEntry.ts';
import { MODELS } from './models.ts';

const names = (search: ModelSearch) => findModels(MODELS, search).map(({ name }) => name);

function model(name: string): ModelEntry {
  const found = MODELS.find((entry) => entry.name === name);
  if (found === undefined) throw new Error(`The catalog has no ${name}.`);
  return found;
}

test('typing finds models by words in any order, and nothing gives an empty list', () => {
  expect(names({ query: 'llama 70b 3.1' })).toEqual(['Llama-3.1 70B']);
  expect(names({ query: 'palm' })).toEqual(['PaLM 8B', 'PaLM 62B', 'PaLM 540B']);
  expect(names({ query: 'no such model' })).toEqual([]);
  expect(names({})).toHaveLength(MODELS.length);
});

test.each<[string, AttentionKind[]]>([
  ['GPT-2 small', ['MHA']],
  ['BERT-base', ['MHA']],
  ['Falcon-7B', ['MQA']],
  ['Falcon-40B', ['GQA']],
  ['ChatGLM2 6B', ['GQA']],
  ['MiniCPM3 4B', ['MHA']],
  ['DeepSeek-V3', ['MLA']],
  ['Kimi K3', ['MLA', 'hybrid']],
  ['Falcon-H1 7B', ['GQA', 'hybrid']],
  ['DeciLM 7B', ['GQA', 'MQA']],
  ['Gemma 3 1B', ['MQA', 'sliding window']],
  ['RecurrentGemma 2B', ['MQA', 'sliding window', 'hybrid']],
  ['Llama 4 Scout 17B-16E', ['GQA', 'chunked']],
  ['Llama-3.3-Nemotron-Super 49B', ['GQA']],
  ['Mamba 130M', []],
])('%s has the kinds of attention that its numbers say', (name, kinds) => {
  expect([...attentionKindsOf(model(name))].sort()).toEqual([...kinds].sort());
});

test('the words of every model agree with its numbers', () => {
  for (const entry of MODELS) {
    const kinds = attentionKindsOf(entry);
    for (const kind of SHARING_KINDS)
      if (entry.attention.startsWith(kind)) expect(kinds.has(kind), `${entry.name} ${kind}`).toBe(true);
    expect(kinds.has('hybrid'), entry.name).toBe(/\bstate (layers|in every layer)/.test(entry.attention));
    expect(kinds.has('sliding window'), entry.name).toBe(/sliding window/.test(entry.attention));
    expect(kinds.has('chunked'), entry.name).toBe(/chunked/.test(entry.attention));
  }
});

test('ways of sharing are alternatives, and other kinds are asked for besides', () => {
  expect(names({ query: 'gemma 3 1b', filters: ['MHA', 'MQA'] })).toEqual(['Gemma 3 1B']);
  expect(names({ filters: ['MQA', 'sliding window', 'hybrid'] })).toEqual(['RecurrentGemma 2B']);
  expect(names({ filters: ['hybrid', 'MLA'] })).toEqual(['Kimi K3']);
  expect(names({ filters: ['MHA', 'MLA', 'chunked'] })).toEqual([]);
  expect(names({ filters: ['MLA'] })).toHaveLength(9);
  expect(names({ filters: ['hybrid'] })).toHaveLength(16);
});

test('every kind that can be asked for has models', () => {
  for (const kind of [...SHARING_KINDS, ...LAYER_KINDS]) expect(names({ filters: [kind] }), kind).not.toEqual([]);
});

test('a token passes through all parameters, through its experts’ alone, or through no known number of them', () => {
  expect(parametersPerToken(model('Llama-2 13B'))).toBe(13_016_000_000);
  expect(parametersPerToken(model('Mixtral 8x7B'))).toBe(12_900_000_000);
  expect(parametersPerToken(model('MiniMax-M3'))).toBeNull();
  for (const entry of MODELS) {
    const [active, whole] = [entry.activeParameters, entry.nominalParameters];
    if (active !== undefined && whole !== null) expect(active, entry.name).toBeLessThan(whole);
  }
});
