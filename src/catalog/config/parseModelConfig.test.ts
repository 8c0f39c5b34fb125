import { expect, it } from 'vitest';
import { parseModelConfig } from './parseModelConfig.ts';
import { readModelConfig } from './readModelConfig.ts';

const LLAMA =
  '{"model_type": "llama", "hidden_size": 768, "num_hidden_layers": 8, "num_attention_heads": 12, "num_key_value_heads": 4}';

function sentenceOf(text: string): string {
  const reading = parseModelConfig(text);
  return 'refusal' in reading ? reading.refusal.sentence : 'was read';
}

it('reads a text as its JSON', () => {
  expect(parseModelConfig(LLAMA, 'a name')).toEqual(readModelConfig(JSON.parse(LLAMA), 'a name'));
  expect(parseModelConfig(`\uFEFF\n${LLAMA}\n`)).toEqual(readModelConfig(JSON.parse(LLAMA)));
});

it.each([
  ['', 'The text is empty: paste the whole of a config.json.'],
  [' \n\t', 'The text is empty: paste the whole of a config.json.'],
  ['\uFEFF', 'The text is empty: paste the whole of a config.json.'],
  [
    '<!DOCTYPE html><html><body>config.json</body></html>',
    'The text is a web page, not the file on it: open the raw file, or press its copy button.',
  ],
  [
    '\n  <div class="file">',
    'The text is a web page, not the file on it: open the raw file, or press its copy button.',
  ],
  ['GGUF\u0003\0\0\0', 'The text is not a text file: a config.json begins with {.'],
  ['{\n "a": 1, // layers\n "b": 2}', 'The text has a comment, which JSON does not have: see line 2.'],
  ['{"a": 1 /* layers */}', 'The text has a comment, which JSON does not have: see line 1.'],
  ['{\n\n# layers\n"a": 1}', 'The text has a comment, which JSON does not have: see line 3.'],
  [
    "{'model_type': 'llama'}",
    'The text is written as Python writes it (single quotes, True, None), not as JSON: see line 1.',
  ],
  [
    '{"use_cache": True}',
    'The text is written as Python writes it (single quotes, True, None), not as JSON: see line 1.',
  ],
  ['{"a": [1, 2,\n],\n}', 'The text has a comma after the last entry, which JSON does not have: see line 2.'],
  ['{"a": [1, 2', 'The text ends before the object does: a part of the file is missing.'],
  ['{"a": "http://x', 'The text ends before the object does: a part of the file is missing.'],
  ['LlamaConfig {\n "a": 1\n}', 'The text is not JSON: see line 1.'],
  ['{"a" 1}', 'The text is not JSON.'],
  ['{"a": 1}}', 'The text is not JSON.'],
])('says what a text is that is not JSON: %j', (text, sentence) => {
  expect(sentenceOf(text)).toBe(sentence);
});

it('says what JSON is that is not a config', () => {
  expect(sentenceOf('[1, 2]')).toBe('The file is a list of 2, and a config.json is an object with fields.');
  expect(sentenceOf('{"weight_map": {"a": "model-00001.safetensors"}}')).toContain(
    'index of a model’s safetensors files',
  );
});

it('reads the numbers that Python writes and JSON does not have, and says so', () => {
  const text = LLAMA.replace(
    '}',
    ', "time_step_limit": [0.0, Infinity, -Infinity, NaN], "_name_or_path": "a \\" Infinity"}',
  );
  const reading = parseModelConfig(text);
  expect('notes' in reading && reading.notes.map(({ tag }) => tag)).toEqual(['not-json']);
  expect(reading).toMatchObject({ model: { name: 'a " Infinity', plan: { layers: [{ count: 8 }] } } });
  expect(sentenceOf(LLAMA.replace('768', 'Infinity'))).toContain(
    'hidden_size is Infinity, and has to be a whole number',
  );
  expect(sentenceOf(LLAMA.replace('768', '-Infinity'))).toContain('hidden_size is -Infinity');
  expect(sentenceOf(LLAMA.replace('"num_key_value_heads": 4', '"num_key_value_heads": NaN'))).toContain(
    'num_key_value_heads is “NaN”',
  );
});

it('reads texts of any size and depth in one go', () => {
  expect(sentenceOf(`{"model_type": "${'x'.repeat(20_000_000)}`)).toContain('ends before');
  expect(sentenceOf(`{"a": NaN, "model_type": "${'\\"'.repeat(5_000_000)}"}`)).toContain(
    'num_hidden_layers is missing',
  );
  expect(sentenceOf('['.repeat(200_000) + ']'.repeat(200_000))).toContain('a list of 1');
  expect(sentenceOf('['.repeat(200_000))).toContain('ends before');
  expect(sentenceOf(' '.repeat(10_000_000))).toContain('empty');
});
