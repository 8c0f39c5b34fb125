import { expect, test } from 'vitest';
import { pytorchScript, RUN_FILE_NAME } from './pytorchScript.ts';
import type { RunSettings } from './runFile.ts';

const settings: RunSettings = {
  text: 'To be or not to be',
  tokenizer: 'whitespace',
  dModel: 256,
  numHeads: 16,
  numKvHeads: 4,
  causal: true,
  positions: true,
  bias: true,
  seed: 7,
  kvRule: 'mean',
};

test('the script has the run’s sizes and the downloaded file’s name as its literals', () => {
  const lines = pytorchScript(settings, RUN_FILE_NAME).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'FILE = sys.argv[1] if len(sys.argv) > 1 else "headroom-run.safetensors"',
      'D_MODEL = 256',
      'NUM_HEADS = 16',
      'NUM_KV_HEADS = {"mha": 16, "gqa": 4, "mqa": 1}',
      'CAUSAL = True',
    ]),
  );
  expect(pytorchScript({ ...settings, causal: false }, RUN_FILE_NAME)).toContain('\nCAUSAL = False\n');
});

test('the script imports torch and the standard library alone', () => {
  const imports = pytorchScript(settings, RUN_FILE_NAME).match(/^(import|from) .*$/gm);
  expect(imports).toEqual([
    'import json',
    'import math',
    'import struct',
    'import sys',
    'import torch',
    'import torch.nn.functional as F',
  ]);
});

test('nothing of the text gets into the script', () => {
  const hostile = { ...settings, text: '"""\nimport os; os.remove("x") #' };
  expect(pytorchScript(hostile, RUN_FILE_NAME)).toBe(pytorchScript(settings, RUN_FILE_NAME));
});

test('a hostile file name stays inside its string literal', () => {
  const script = pytorchScript(settings, 'a"\nimport os\r\\\u2028é\ud83d.safetensors');
  expect(script).toContain('else "a\\"\\nimport os\\r\\\\\\u2028\\u00e9\\ud83d.safetensors"\n');
  expect(script).not.toMatch(/^import os/m);
});
