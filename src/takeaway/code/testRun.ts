/** For tests: a run to compute the code of, and what the float64 reference gives for it. */
import { layerInput } from '../../attention/embeddings.ts';
import { type ReferenceLayer, referenceAttention } from '../../attention/reference.ts';
import { shapeOf } from '../../attention/sharing.ts';
import type { AttentionWeights, Mechanism, RunConfig } from '../../attention/types.ts';
import { drawWeights } from '../../attention/weights.ts';

/** 1 < KV heads < query heads, so that a sharing gone wrong shows. */
export const TEST_CONFIG: RunConfig = {
  dModel: 48,
  numHeads: 6,
  numKvHeads: 3,
  causal: true,
  positions: true,
  bias: true,
  seed: 11,
  kvRule: 'mean',
};

export const TEST_TOKENS: readonly string[] = ['to', 'be', 'or', 'not', 'to'];

/** Every combination of mask and biases, and heads with a width of their own. */
export const TEST_CONFIGS: readonly RunConfig[] = [
  ...[true, false].flatMap((causal) => [true, false].map((bias) => ({ ...TEST_CONFIG, causal, bias }))),
  { ...TEST_CONFIG, headDim: 16, bias: 'qkv' },
  { ...TEST_CONFIG, headDim: 4, bias: true },
];

interface TestRun {
  /** [T, dModel] */
  readonly x: Float32Array;
  readonly weights: AttentionWeights;
  readonly expected: ReferenceLayer;
}

export function testRun(mechanism: Mechanism, config: RunConfig, tokens = TEST_TOKENS): TestRun {
  const x = layerInput(tokens, config);
  const weights = drawWeights(mechanism, config);
  const expected = referenceAttention({ x, weights, shape: shapeOf(mechanism, config), causal: config.causal });
  return { x, weights, expected };
}

/** What a test is called after: "gqa, causal, with biases". */
export function runName(mechanism: Mechanism, { causal, bias, headDim }: RunConfig): string {
  const biases = bias === 'qkv' ? 'with biases of q, k and v' : `${bias ? 'with' : 'without'} biases`;
  return [mechanism, causal ? 'causal' : 'no mask', biases, ...(headDim ? [`heads of ${headDim}`] : [])].join(', ');
}
