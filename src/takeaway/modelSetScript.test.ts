import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { initialParameters } from '../attention/trained/parameters.ts';
import { SHIPPED_RECIPE } from '../attention/trained/recipe.ts';
import type { ModelSet, TrainedModel } from '../attention/trained/trainedModel.ts';
import { modelSetScript } from './modelSetScript.ts';

function modelOf(numKvHeads: number): TrainedModel {
  const shape = { dModel: 32, numHeads: 4, numKvHeads };
  const card = { recipe: SHIPPED_RECIPE, seed: 3, steps: 40, figures: {}, revision: 'abc' };
  return { shape, parameters: initialParameters(shape, 0), card };
}

const set: ModelSet = {
  title: '"""\nimport os #',
  models: { mha: modelOf(4), gqa: modelOf(2), mqa: modelOf(1) },
};

test('the script has the models’ sizes, the marks and the questions as its literals', () => {
  expect(modelSetScript(set, 'models.safetensors').split('\n')).toEqual(
    expect.arrayContaining([
      'FILE = sys.argv[1] if len(sys.argv) > 1 else "models.safetensors"',
      'D_MODEL = 32',
      'NUM_HEADS = 4',
      'NUM_KV_HEADS = {"mha": 4, "gqa": 2, "mqa": 1}',
      'QUESTIONS = ["previous", "twoBack", "first", "mark", "induction"]',
      'MARKS = [".", ",", "?", "!", ":", ";", "(", ")"]',
    ]),
  );
});

test('the script imports torch and the standard library alone', () => {
  expect(modelSetScript(set, 'a').match(/^(import|from) .*$/gm)).toEqual([
    'import json',
    'import math',
    'import struct',
    'import sys',
    'import torch',
    'from torch import nn',
  ]);
});

test('neither the title nor a hostile file name gets out of its place', () => {
  const script = modelSetScript(set, 'a"\nimport os\\');
  expect(script).toContain('else "a\\"\\nimport os\\\\"\n');
  expect(script).not.toMatch(/^import os/m);
});

test.skipIf(spawnSync('python3', ['--version']).status !== 0)('the script is Python, where the machine has it', () => {
  const { status, stderr } = spawnSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.buffer.read())'], {
    input: modelSetScript(set, 'models.safetensors'),
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
