/** For tests: "Copy as PyTorch" of a run, with files of runs, good and wrong ones. */
import { expect } from 'vitest';
import { MECHANISMS } from '../../attention/types.ts';
import type { Float32Tensor } from '../../safetensors/format.ts';
import { TEST_CONFIG } from '../code/testRun.ts';
import { pytorchScript, RUN_FILE_NAME } from '../pytorchScript.ts';
import { referenceRun } from '../referenceRun.ts';
import { type RunSettings, runFile, runTensorShapes } from '../runFile.ts';
import { FLOAT32_BOUND, type Outcome, type PreparedCase, type ProgramCase } from './programCase.ts';
import { SHIPPED_SHAPE, shippedSet } from './shippedSet.ts';
import { sizesName } from './sizesName.ts';

const BASE: RunSettings = { ...TEST_CONFIG, text: 'to be or not to', tokenizer: 'whitespace' };
const ONE_TOKEN: RunSettings = { ...BASE, text: 'to', dModel: 64, numHeads: 8, numKvHeads: 2 };
const trainedIn = (layer: number): RunSettings => ({
  ...BASE,
  ...SHIPPED_SHAPE,
  trained: { layer, models: { mha: 'a', gqa: 'b', mqa: 'c' } },
});

const GOOD_RUNS: readonly (readonly [title: string, settings: RunSettings])[] = [
  ['causal, with biases', BASE],
  ['causal, without biases', { ...BASE, bias: false }],
  ['no mask, with biases', { ...BASE, causal: false }],
  ['no mask, without biases or positions', { ...BASE, causal: false, bias: false, positions: false }],
  ['weights drawn for each mechanism', { ...BASE, kvRule: 'independent', seed: 4294967295 }],
  ['groups of four', { ...ONE_TOKEN, text: BASE.text }],
  ['one token', ONE_TOKEN],
  ['heads of their own width, biases of q, k and v', { ...BASE, headDim: 16, bias: 'qkv' }],
  ['trained weights, first layer', trainedIn(0)],
  ['trained weights, second layer', trainedIn(1)],
];

type Tensors = Record<string, Float32Tensor>;

/** The results that a file holds, in the order in which the script checks them. */
const RESULTS = ['sdpa', ...MECHANISMS].flatMap((name) => [`${name}.attention_weights`, `${name}.output`]);

/** Weights and inputs one number of which changes the results. (A bias of W_K changes none: softmax takes it out.) */
const WEIGHTS = ['w_q.weight', 'w_q.bias', 'w_k.weight', 'w_v.weight', 'w_v.bias', 'w_o.weight', 'w_o.bias'];

const WRONG_FILES: readonly ProgramCase[] = [
  ...RESULTS.map((name) =>
    stoppedCase(`one number of ${name} is wrong by 2e-5`, BASE, {
      spoil: (tensors) => spoil(tensors, name, 2e-5 * Math.max(1, ...(tensors[name]?.data ?? []).map(Math.abs))),
      error: new RegExp(`^AssertionError: ${name}: the largest difference is 2\\.0e-05$`),
    }),
  ),
  ...WEIGHTS.map((name) =>
    stoppedCase(`one number of gqa.${name} is wrong`, BASE, {
      spoil: (tensors) => spoil(tensors, `gqa.${name}`, 0.1),
      error: /^AssertionError: gqa\.(attention_weights|output): the largest difference is/,
    }),
  ),
  stoppedCase('what a trained layer reads is wrong', trainedIn(1), {
    spoil: (tensors) => spoil(tensors, 'mqa.x', 0.1),
    error: /^AssertionError: mqa\.attention_weights: the largest difference is/,
  }),
  stoppedCase('the mask is another', BASE, {
    settings: { ...BASE, causal: false },
    error: /^SystemExit: .* is a run with other settings: copy the script again, or download the run again\.$/,
  }),
  stoppedCase(
    'the width of heads is another',
    { ...BASE, headDim: 16 },
    {
      settings: BASE,
      error: /^SystemExit: .* is a run with other settings/,
    },
  ),
  stoppedCase('the KV heads are others', BASE, {
    settings: { ...BASE, numKvHeads: 2 },
    error: /^SystemExit: .* is a run with other settings/,
  }),
];

export const RUN_SCRIPT_CASES: readonly ProgramCase[] = [
  ...GOOD_RUNS.map(([title, settings]) => ({
    ...programOf(settings),
    title: `the script of a run computes what its file holds: ${title}`,
    prepare: () => agreement(settings),
  })),
  ...WRONG_FILES,
];

function programOf(settings: RunSettings): Pick<ProgramCase, 'program' | 'text'> {
  return {
    program: `run-${sizesName(settings)}-${settings.causal ? 'causal' : 'unmasked'}.py`,
    text: pytorchScript(settings, RUN_FILE_NAME),
  };
}

function agreement(settings: RunSettings): PreparedCase {
  return {
    files: { [RUN_FILE_NAME]: fileOf(settings) },
    difference: ({ error, prints }) => {
      expect(error).toBe('');
      const lines = prints.map(({ text }) => text);
      expect(lines.pop()).toBe('All of it agrees to 1e-5.');
      return largestPrinted(lines, settings);
    },
    bound: FLOAT32_BOUND,
  };
}

/** The largest of the differences that the script prints, once it has printed that of every result. */
function largestPrinted(lines: readonly string[], settings: RunSettings): number {
  const printed = lines.map((line) => /^(\S+) +(\[.*\]) +largest difference (\S+)$/.exec(line)?.slice(1) ?? [line]);
  const shapes = runTensorShapes(settings, tokensOf(settings).length);
  expect(printed.map(([name, shape]) => `${name} ${shape}`)).toEqual(
    RESULTS.map((name) => `${name} [${shapes[name]?.join(', ')}]`),
  );
  return Math.max(...printed.map(([, , difference]) => Number(difference)));
}

interface Wrong {
  readonly spoil?: (tensors: Tensors) => void;
  /** Of the file, where they are not the script's. */
  readonly settings?: RunSettings;
  readonly error: RegExp;
}

/** The script of `settings` with a wrong file, under a name of its own. */
function stoppedCase(what: string, settings: RunSettings, wrong: Wrong): ProgramCase {
  return {
    ...programOf(settings),
    title: `the script of a run stops where ${what}`,
    prepare: () => ({
      files: { 'wrong.safetensors': fileOf(wrong.settings ?? settings, wrong.spoil) },
      args: ['wrong.safetensors'],
      difference: ({ error, prints }: Outcome) => {
        expect(error).toMatch(wrong.error);
        expect(prints.map(({ text }) => text)).not.toContain('All of it agrees to 1e-5.');
        return 0;
      },
      bound: FLOAT32_BOUND,
    }),
  };
}

function spoil(tensors: Tensors, name: string, by: number): void {
  const tensor = tensors[name];
  if (!tensor) throw new Error(`The run has no ${name}.`);
  tensor.data[0] = (tensor.data[0] ?? 0) + by;
}

function fileOf(settings: RunSettings, change?: (tensors: Tensors) => void): Uint8Array {
  const tokens = tokensOf(settings);
  const tensors = referenceRun(tokens, settings, settings.trained && shippedParameters());
  change?.(tensors);
  return runFile(
    tensors,
    settings,
    tokens.map((key) => ({ key, label: key })),
  );
}

function shippedParameters() {
  const { mha, gqa, mqa } = shippedSet().models;
  return { mha: mha.parameters, gqa: gqa.parameters, mqa: mqa.parameters };
}

function tokensOf({ text }: RunSettings): string[] {
  return text.split(' ');
}
