import { expect, test } from 'vitest';
import { makeRecording } from '../../takeaway/recording/testing/makeRecording.ts';
import { areRecordings } from './areRecordings.ts';

test('one recording among files is told by its header, and what can’t be read is none', async () => {
  const recording = new File([makeRecording()], 'attention.safetensors');
  const config = new File(['{"model_type": "llama"}'], 'config.json');
  expect(await areRecordings([config, recording])).toBe(true);
  expect(await areRecordings([config, new File([], 'empty.safetensors')])).toBe(false);
});
