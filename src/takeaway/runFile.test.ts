import { describe, expect, test } from 'vitest';
import { shapeOf } from '../attention/sharing.ts';
import { initialParameters } from '../attention/trained/parameters.ts';
import type { Mechanism, Token } from '../attention/types.ts';
import { decodeSafetensors } from '../safetensors/decode.ts';
import { referenceRun } from './referenceRun.ts';
import { runDifferences } from './runDifferences.ts';
import { type RunSettings, runFile, runTensorShapes } from './runFile.ts';

const settings: RunSettings = {
  text: 'to be or\n not to \ud83d "be"',
  tokenizer: 'whitespace',
  dModel: 48,
  numHeads: 6,
  numKvHeads: 3,
  causal: true,
  positions: true,
  bias: true,
  seed: 7,
  kvRule: 'mean',
};
const tokens: Token[] = ['to', 'be', 'or', 'not', 'to', '\ud83d', '"be"'].map((key) => ({ key, label: key }));

const keys = tokens.map(({ key }) => key);
const runTensors = (run: RunSettings) => referenceRun(keys, run);

describe('a run’s file', () => {
  for (const change of [{}, { causal: false, bias: false }, { kvRule: 'independent', positions: false }] as const) {
    test(`holds numbers that the float64 reference reproduces from its own x and weights, ${JSON.stringify(change)}`, () => {
      const run = { ...settings, ...change };
      const differences = runDifferences(decodeSafetensors(runFile(runTensors(run), run, tokens)));
      expect(Object.keys(differences)).toHaveLength(8);
      for (const [name, difference] of Object.entries(differences)) expect(difference, name).toBeLessThan(1e-6);
    });
  }

  test('holds what each layer reads where weights are trained, and is reproduced from that', () => {
    const trained = { layer: 1, models: { mha: 'a', gqa: 'b', mqa: 'c' } };
    const run = { ...settings, trained };
    const modelOf = (mechanism: Mechanism) => initialParameters(shapeOf(mechanism, run), 0);
    const models = { mha: modelOf('mha'), gqa: modelOf('gqa'), mqa: modelOf('mqa') };
    const file = decodeSafetensors(runFile(referenceRun(keys, run, models), run, tokens));
    expect(Object.keys(file.tensors)).toHaveLength(36);
    expect(JSON.parse(file.metadata['settings'] ?? '')).toMatchObject({ trained });
    for (const [name, difference] of Object.entries(runDifferences(file))) expect(difference, name).toBeLessThan(1e-6);
  });

  test('is caught when one weight in it is off', () => {
    const tensors = runTensors(settings);
    const weight = tensors['gqa.w_k.weight']?.data;
    if (weight) weight[0] = (weight[0] ?? 0) + 0.1;
    const differences = runDifferences(decodeSafetensors(runFile(tensors, settings, tokens)));
    expect(differences['gqa.attention_weights']).toBeGreaterThan(1e-4);
    expect(differences['mqa.attention_weights']).toBeLessThan(1e-6);
  });

  test('names its tensors and shapes as PyTorch has them, 33 with biases and 21 without', () => {
    const shapes = runTensorShapes(settings, 7);
    expect(Object.keys(shapes)).toHaveLength(33);
    expect(Object.keys(runTensorShapes({ ...settings, bias: false }, 7))).toHaveLength(21);
    expect(shapes).toMatchObject({
      x: [7, 48],
      'mha.w_k.weight': [48, 48],
      'gqa.w_k.weight': [24, 48],
      'gqa.w_v.bias': [24],
      'mqa.w_v.weight': [8, 48],
      'mqa.w_o.bias': [48],
      'mqa.attention_weights': [6, 7, 7],
      'gqa.output': [7, 48],
      'sdpa.attention_weights': [7, 7],
      'sdpa.output': [7, 48],
    });
    const { tensors } = decodeSafetensors(runFile(runTensors(settings), settings, tokens));
    expect(Object.keys(tensors)).toEqual(Object.keys(shapes));
  });

  test('keeps tokens, settings and seed in its metadata, lone surrogates and quotes included', () => {
    const shown = { ...settings, colorScale: 'ink', present: true };
    const { metadata } = decodeSafetensors(runFile(runTensors(settings), shown, tokens));
    expect(metadata).toMatchObject({ format: 'pt', app: 'HeadRoom', version: '1', seed: '7' });
    expect(JSON.parse(metadata['tokens'] ?? '')).toEqual(tokens.map(({ label }) => label));
    expect(JSON.parse(metadata['token_keys'] ?? '')).toEqual(tokens.map(({ key }) => key));
    expect(JSON.parse(metadata['settings'] ?? '')).toEqual(settings);
  });

  test('is refused where a tensor is missing or has another shape', () => {
    const tensors = runTensors(settings);
    const { 'mqa.output': _, ...incomplete } = tensors;
    expect(() => runFile(incomplete, settings, tokens)).toThrow('it has no tensor mqa.output');
    expect(() => runFile(tensors, settings, tokens.slice(1))).toThrow('x is [7, 48], not [6, 48]');
  });
});
