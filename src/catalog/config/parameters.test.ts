import { expect, it } from 'vitest';
import { fixture, read } from './testing/readings.ts';

/** Parameters as the cards of the models and their safetensors files count them. */
it.each([
  ['llama3.1-8b', 8_030_261_248, null],
  ['llama3.1-70b', 70_553_706_496, null],
  ['qwen2-72b', 72_706_203_648, null],
  ['qwen3-32b', 32_762_123_264, null],
  ['phi3-mini-4k', 3_821_079_552, null],
  ['mixtral-8x7b', 46_702_792_704, 12_879_925_248],
  ['qwen3-30b-a3b', 30_532_122_624, 3_353_032_704],
])('are counted exactly: %s', (id, parameters, activeParameters) => {
  expect(read(fixture(`${id}.json`)).model).toMatchObject({ parameters, activeParameters });
});

it('are not guessed if a size is missing or a family has other parts', () => {
  const llama = fixture('llama3.1-8b.json');
  for (const name of ['vocab_size', 'intermediate_size', 'tie_word_embeddings'])
    expect(read({ ...llama, [name]: undefined }).model.parameters, name).toBeNull();
  for (const id of ['gemma3-27b', 'deepseek-v3', 'falcon-40b', 'smolvlm', 'qwen3-vl-2b', 'gpt-oss-20b', 'mamba-130m'])
    expect(read(fixture(`${id}.json`)).model.parameters, id).toBeNull();
  const sparse = fixture('qwen3-30b-a3b.json');
  expect(read({ ...sparse, mlp_only_layers: [0] }).model.parameters).toBeNull();
  expect(read({ ...sparse, num_experts_per_tok: 1000 }).model.parameters).toBeNull();
});

it('count embeddings once if the output shares them, and biases if the file has them', () => {
  const llama = { ...fixture('llama3.1-8b.json'), num_hidden_layers: 2, mlp_bias: false, attention_bias: false };
  const count = (fields: object) => read({ ...llama, ...fields }).model.parameters ?? 0;
  const plain = count({});
  expect(plain - count({ tie_word_embeddings: true })).toBe(128_256 * 4096);
  expect(count({ attention_bias: true }) - plain).toBe(2 * (4096 + 1024 + 1024 + 4096));
  expect(count({ mlp_bias: true }) - plain).toBe(2 * (14_336 + 14_336 + 4096));
});
