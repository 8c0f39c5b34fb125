/** For tests: the modules that Inspect shows as code, in PyTorch. */
import { expect } from 'vitest';
import { parameterCounts } from '../../attention/parameters.ts';
import { scaledDifference } from '../../attention/selfChecks.ts';
import { queryWidth, shapeOf } from '../../attention/sharing.ts';
import { type AttentionWeights, MECHANISMS, type Mechanism, type RunConfig } from '../../attention/types.ts';
import type { Float32Tensor } from '../../safetensors/format.ts';
import { pytorchModule } from '../code/pytorchModule.ts';
import { runName, TEST_CONFIG, TEST_CONFIGS, TEST_TOKENS, testRun } from '../code/testRun.ts';
import { FLOAT64_BOUND, type PreparedCase, type ProgramCase } from './programCase.ts';
import { sizesName } from './sizesName.ts';

const ONE_TOKEN = ['to'];
const GROUPS_OF_FOUR: RunConfig = { ...TEST_CONFIG, dModel: 64, numHeads: 8, numKvHeads: 2 };

export const MODULE_CASES: readonly ProgramCase[] = MECHANISMS.flatMap((mechanism) => [
  ...TEST_CONFIGS.map((config) => moduleCase(mechanism, config, TEST_TOKENS)),
  moduleCase(mechanism, GROUPS_OF_FOUR, TEST_TOKENS),
  moduleCase(mechanism, GROUPS_OF_FOUR, ONE_TOKEN),
]);

function moduleCase(mechanism: Mechanism, config: RunConfig, tokens: readonly string[]): ProgramCase {
  const sizes = `${sizesName(config)}-t${tokens.length}`;
  const parts = [
    mechanism,
    sizes,
    config.causal ? 'causal' : 'unmasked',
    config.bias === 'qkv' ? 'qkvbias' : config.bias ? 'bias' : 'nobias',
  ];
  return {
    title: `the module computes what the reference does: ${runName(mechanism, config)}, ${sizes}`,
    program: `module-${parts.join('-')}.py`,
    text: pytorchModule(mechanism, { config, tokens: tokens.length }),
    prepare: () => prepare(mechanism, config, tokens),
  };
}

function prepare(mechanism: Mechanism, config: RunConfig, tokens: readonly string[]): PreparedCase {
  const { x, weights, expected } = testRun(mechanism, config, tokens);
  const { dModel, numHeads } = config;
  const length = tokens.length;
  return {
    layer: { weights: namedWeights(weights, config), x: { shape: [length, dModel], data: x } },
    difference({ error, prints, layer }) {
      expect(error).toBe('');
      expect(prints.map(({ text }) => text)).toEqual([
        `Output shape: [1, ${length}, ${dModel}]`,
        `Attention weights shape: [1, ${numHeads}, ${length}, ${length}]`,
        `Parameters: ${parameterCounts(shapeOf(mechanism, config), config.bias).total}`,
      ]);
      return Math.max(
        scaledDifference(Float64Array.from(layer?.weights ?? []), expected.attentionWeights),
        scaledDifference(Float64Array.from(layer?.output ?? []), expected.output),
      );
    },
    bound: FLOAT64_BOUND,
  };
}

/** The weights by the names that the module gives its layers. */
function namedWeights({ wQ, wK, wV, wO }: AttentionWeights, config: RunConfig): Record<string, Float32Tensor> {
  const layers = Object.entries({ w_q: wQ, w_k: wK, w_v: wV, w_o: wO });
  const inputsOf = (name: string) => (name === 'w_o' ? queryWidth(config) : config.dModel);
  return Object.fromEntries(
    layers.flatMap(([name, { weight, bias }]): [string, Float32Tensor][] => [
      [`${name}.weight`, { shape: [weight.length / inputsOf(name), inputsOf(name)], data: weight }],
      ...(bias ? [[`${name}.bias`, { shape: [bias.length], data: bias }] as [string, Float32Tensor]] : []),
    ]),
  );
}
