import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformWithOxc } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { maxAbsDifference } from '../../attention/selfChecks.ts';
import { queryWidth } from '../../attention/sharing.ts';
import { type LinearWeights, MECHANISMS } from '../../attention/types.ts';
import { tensorFlowFunction } from './tensorFlowFunction.ts';
import { runName, TEST_CONFIGS, TEST_TOKENS, testRun } from './testRun.ts';

/** The little of TensorFlow.js that this test itself needs; the text under test imports the rest. */
interface Tensor {
  data(): Promise<Float32Array>;
}
interface TensorFlow {
  setBackend(name: string): Promise<boolean>;
  tensor1d(values: Float32Array): Tensor;
  tensor2d(values: Float32Array, shape: readonly number[]): Tensor;
}
interface Outcome {
  readonly output: Tensor;
  readonly attentionWeights: Tensor;
}

const cases = TEST_CONFIGS.flatMap((config) =>
  MECHANISMS.map((mechanism) => ({ mechanism, config, name: runName(mechanism, config) })),
);

/** Among the packages, which the text imports TensorFlow.js from. */
let folder = '';
let tf: TensorFlow;

beforeAll(async () => {
  folder = mkdtempSync(join('node_modules', '.code-'));
  tf = await importModule('tf.mjs', "export * from '@tensorflow/tfjs';");
  await tf.setBackend('cpu');
});

afterAll(() => rmSync(folder, { recursive: true }));

it.each(cases)('executed, gives the reference’s numbers: $name', async ({ mechanism, config }) => {
  const text = tensorFlowFunction(mechanism, { config, tokens: TEST_TOKENS.length });
  const { code } = await transformWithOxc(text, 'attention.ts');
  const module = await importModule<Record<string, (x: Tensor, weights: unknown) => Outcome>>(
    `${mechanism}-${config.causal}-${config.bias}-${config.headDim}.mjs`,
    code,
  );
  const { x, weights, expected } = testRun(mechanism, config);
  const matrix = (values: Float32Array, width = config.dModel) => tf.tensor2d(values, [values.length / width, width]);
  const layer = ({ weight, bias }: LinearWeights, inputs?: number) => ({
    weight: matrix(weight, inputs),
    ...(bias && { bias: tf.tensor1d(bias) }),
  });

  const { wQ, wK, wV, wO } = weights;
  const layers = { wQ: layer(wQ), wK: layer(wK), wV: layer(wV), wO: layer(wO, queryWidth(config)) };
  const attend = module[mechanism];
  if (!attend) throw new Error(`The text exports no ${mechanism}.`);
  const { output, attentionWeights } = attend(matrix(x), layers);
  expect(maxAbsDifference(await attentionWeights.data(), expected.attentionWeights)).toBeLessThan(1e-6);
  expect(maxAbsDifference(await output.data(), expected.output)).toBeLessThan(1e-5);
});

/** Executes a module outside the test runner, as Node.js would. */
async function importModule<Module>(name: string, code: string): Promise<Module> {
  const file = join(folder, name);
  writeFileSync(file, code);
  return import(/* @vite-ignore */ pathToFileURL(file).href);
}
