import { groupSize, headDim, MECHANISM_SHORT, shapeOf } from '../../attention/sharing.ts';
import type { BiasChoice, Mechanism } from '../../attention/types.ts';
import type { CodeSizes } from './codeSizes.ts';
import { joinLines } from './lines.ts';

const CAUSAL_MASK: readonly string[] = [
  '    // Query i sees key j iff j ≤ i.',
  '    const hiddenFrom = (i: number) => Array.from({ length: T }, (_, j) => (j > i ? -Infinity : 0));',
  '    const hidden = Array.from({ length: T }, (_, i) => hiddenFrom(i));',
  '    const visible = tf.add(scores, tf.tensor2d(hidden));',
];

const LINEAR_NOTES: Readonly<Record<`${BiasChoice}`, string>> = {
  true: '/** y = x Wᵀ + b: weight [out, in], bias [out]. */',
  qkv: '/** y = x Wᵀ + b: weight [out, in], bias [out]; W_O has none. */',
  false: '/** y = x Wᵀ: weight [out, in]. */',
};

/**
 * The attention as HeadRoom's engine runs it on WebAssembly and in plain JavaScript, as a TypeScript module that needs
 * TensorFlow.js: one function, to which `mechanism` is a number of KV heads. Exports `attention` and a function named
 * like the mechanism, `(x, weights) → { output, attentionWeights }`.
 */
export function tensorFlowFunction(mechanism: Mechanism, { config, tokens }: CodeSizes): string {
  const shape = shapeOf(mechanism, config);
  const short = MECHANISM_SHORT[mechanism];
  const readers = groupSize(shape);
  return joinLines(
    "import * as tf from '@tensorflow/tfjs';",
    '',
    `const numHeads = ${shape.numHeads};`,
    `const headDim = ${headDim(shape)}; // ${shape.headDim === undefined ? `d_k = ${shape.dModel} / ${shape.numHeads}` : 'd_k, a size of its own'}`,
    '',
    LINEAR_NOTES[String(config.bias) as `${BiasChoice}`],
    'interface Linear {',
    '  readonly weight: tf.Tensor2D;',
    config.bias ? `  readonly bias${config.bias === 'qkv' ? '?' : ''}: tf.Tensor1D;` : [],
    '}',
    "type Weights = Readonly<Record<'wQ' | 'wK' | 'wV' | 'wO', Linear>>;",
    '',
    config.bias === 'qkv'
      ? [
          'function linear(x: tf.Tensor, { weight, bias }: Linear) {',
          '  const y = tf.matMul(x, weight, false, true);',
          '  return bias ? tf.add(y, bias) : y;',
          '}',
        ]
      : config.bias
        ? [
            'const linear = (x: tf.Tensor, { weight, bias }: Linear) =>',
            '  tf.add(tf.matMul(x, weight, false, true), bias);',
          ]
        : 'const linear = (x: tf.Tensor, { weight }: Linear) => tf.matMul(x, weight, false, true);',
    '',
    `/** MHA, GQA and MQA are one function with one number. x is [T, d_model]: here [${tokens}, ${shape.dModel}]. */`,
    'export function attention(x: tf.Tensor2D, { wQ, wK, wV, wO }: Weights, numKvHeads: number) {',
    '  return tf.tidy(() => {',
    shape.headDim === undefined ? '    const [T, dModel] = x.shape;' : '    const T = x.shape[0];',
    '    const groupSize = numHeads / numKvHeads;',
    '    // [T, heads · d_k] → [heads, T, d_k]',
    '    const split = (y: tf.Tensor, heads: number) =>',
    '      tf.transpose(tf.reshape(y, [T, heads, headDim]), [1, 0, 2]);',
    '    // K or V of each query head. A copy: tf.matMul silently mis-indexes',
    '    // q [kv, group, T, d] × k [kv, 1, T, d].',
    '    const heads = Array.from({ length: numHeads }, (_, head) => Math.floor(head / groupSize));',
    "    const kvHeadOf = tf.tensor1d(heads, 'int32');",
    '    const shared = (y: tf.Tensor) => tf.gather(split(y, numKvHeads), kvHeadOf);',
    '',
    '    const q = split(linear(x, wQ), numHeads);',
    '    const k = shared(linear(x, wK));',
    '    const v = shared(linear(x, wV));',
    '    const scores = tf.matMul(q, k, false, true);',
    config.causal ? CAUSAL_MASK : '    const visible = scores;',
    '    // Subtracted before it is scaled: large scores lose fewer digits.',
    '    const shifted = tf.sub(visible, tf.max(visible, -1, true));',
    '    const attentionWeights = tf.softmax(tf.mul(shifted, 1 / Math.sqrt(headDim)));',
    '    const context = tf.transpose(tf.matMul(attentionWeights, v), [1, 0, 2]);',
    `    const output = linear(tf.reshape(context, [T, ${shape.headDim === undefined ? 'dModel' : 'numHeads * headDim'}]), wO);`,
    '    return { output, attentionWeights };',
    '  });',
    '}',
    '',
    `/** ${short}: each KV head is read by ${readers === 1 ? 'one query head' : `${readers} query heads`}. */`,
    `export const ${mechanism} = (x: tf.Tensor2D, weights: Weights) => attention(x, weights, ${shape.numKvHeads});`,
  );
}
