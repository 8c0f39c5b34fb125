import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { recorderScript } from './recorderScript.ts';

const script = recorderScript();

test('the recorder begins with what its user changes', () => {
  expect(script.split('\n').slice(6, 13)).toEqual([
    'import sys',
    '',
    'MODEL = sys.argv[1] if len(sys.argv) > 1 else "HuggingFaceTB/SmolLM2-135M"  # a name on huggingface.co, or a folder',
    'TEXT = sys.argv[2] if len(sys.argv) > 2 else "The cat sat on the mat because the cat was tired."',
    'FILE = sys.argv[3] if len(sys.argv) > 3 else "attention.safetensors"',
    'MOST_TOKENS = 512  # a layer of 32 heads takes 32 MiB of float32 then; HeadRoom shows up to 2,048 tokens',
    '',
  ]);
});

test('the recorder imports torch, transformers, safetensors and the standard library alone', () => {
  expect(script.match(/^ *(import|from) .*$/gm)).toEqual([
    'import sys',
    'import json',
    'import math',
    '    import torch',
    '    from safetensors.torch import save_file',
    '    from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer',
  ]);
});

test('the recorder is plain ASCII in lines that a terminal holds', () => {
  expect(script).toMatch(/^[\n -~]+$/);
  expect(Math.max(...script.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
});

test.skipIf(spawnSync('python3', ['--version']).status !== 0)(
  'the recorder is Python, where the machine has it',
  () => {
    const { status, stderr } = spawnSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.buffer.read())'], {
      input: script,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  },
);
