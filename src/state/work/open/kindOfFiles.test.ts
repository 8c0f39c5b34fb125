import { expect, test } from 'vitest';
import { kindOfFiles } from './kindOfFiles.ts';

const file = (name: string) => new File([], name);
const isRecording = async (each: Blob) => (each as File).name === 'recording';

test('one recording among the files makes recordings of them, on every screen', async () => {
  expect(await kindOfFiles([file('other'), file('recording')], isRecording, 'explore')).toBe('recordings');
});

test('what says nothing of itself is what the screen is for', async () => {
  const nobodyKnows = () => Promise.reject(new Error('It was cut off.'));
  expect(await kindOfFiles([file('other')], isRecording, 'explore')).toBe('models');
  expect(await kindOfFiles([file('other')], nobodyKnows, 'train')).toBe('models');
  expect(await kindOfFiles([file('other')], nobodyKnows, 'recorded')).toBe('recordings');
});

test.each([
  ['its configuration', ['config.json', 'model.safetensors']],
  ['its tokenizer alone', ['tokenizer.json']],
  ['an index of shards', ['model.safetensors.index.json', 'other']],
  ['shards alone', ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors']],
  ['its weights alone, by the name that they have', ['model.safetensors']],
  ['weights in a form that is not read', ['pytorch_model.bin']],
])('a model’s own files are known by %s', async (_, names) => {
  expect(await kindOfFiles(names.map(file), isRecording, 'explore')).toBe('checkpoint');
});

test('a recording under the name of a model’s weights is a recording', async () => {
  const always = async () => true;
  expect(await kindOfFiles([file('model.safetensors')], always, 'explore')).toBe('recordings');
});
