import { expect, test } from 'vitest';
import { matchesName } from './search.ts';
import { slugOf } from './slug.ts';

test.each([
  ['llama 70b 3.1', 'Llama-3.1 70B'],
  ['LLAMA-3.1', 'Llama-3.1 70B'],
  ['llama3.1-70b', 'Llama-3.1 70B'],
  ['llama31', 'Llama-3.1 70B'],
  ['lla', 'Llama-3.1 70B'],
  ['gemma3 27b', 'Gemma 3 27B'],
  ['3 gemma', 'Gemma 3 27B'],
  ['gptoss', 'gpt-oss-20b'],
  ['llàmá', 'Llama-2 7B'],
  ['llama', 'Llàma 9'],
  ['3.', 'Llama-3 8B'],
  ['a3b', 'Qwen3 30B-A3B'],
  ['2.5', 'Qwen2.5 7B'],
  ['r+', 'Command R+'],
  ['ｌｌａｍａ', 'Llama-2 7B'],
  ['', 'Llama-2 7B'],
  [' - ', 'Llama-2 7B'],
])('“%s” finds %s', (query, name) => {
  expect(matchesName(query, name)).toBe(true);
});

test.each([
  ['7b', 'Llama-2 70B'],
  ['3b', 'Llama-2 13B'],
  ['3.1', 'Gemma 4 31B'],
  ['ama', 'Llama-2 7B'],
  ['llama mistral', 'Llama-2 7B'],
  ['駱駝', 'Llama-2 7B'],
])('“%s” does not find %s', (query, name) => {
  expect(matchesName(query, name)).toBe(false);
});

test('a name in a link has small letters, digits and hyphens alone, and keeps its plus', () => {
  expect(slugOf('Llama-3.1 8B')).toBe('llama-3-1-8b');
  expect(slugOf(' Mistral Large 2 (2407)')).toBe('mistral-large-2-2407');
  expect(slugOf('Command R+')).toBe('command-r-plus');
  expect(slugOf('Ångström 1')).toBe('angstrom-1');
});
