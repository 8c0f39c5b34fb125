import { expect, test } from 'vitest';
import { fileNameOf } from './saved.ts';

test('a file is named after its recording, in letters that every disk takes', () => {
  expect(fileNameOf('SmolLM2-135M (2)', 'layer-3')).toBe('headroom-smollm2-135m-2-layer-3');
  expect(fileNameOf('模型/..', 'layer-0')).toBe('headroom-recording-layer-0');
});
