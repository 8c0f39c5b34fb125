import * as tf from '@tensorflow/tfjs';
import { layerInput } from '../src/attention/embeddings.ts';
import type { RunRequest } from '../src/attention/run/request.ts';
import { headDim, shapeOf } from '../src/attention/sharing.ts';
import { type AttentionWeights, MECHANISMS, type Mechanism, type RunConfig } from '../src/attention/types.ts';
import { drawProjection } from '../src/attention/weights.ts';
import type { AttentionMaps } from '../src/engine/Engine.ts';

type PlainWeights = Readonly<Record<Mechanism, { q: PlainLinear; k: PlainLinear }>>;

interface PlainLinear {
  readonly weight: tf.Tensor2D;
  readonly bias: tf.Tensor1D | undefined;
}

interface KeptLayer {
  readonly key: string;
  /** In JavaScript's memory: GQA's and MQA's are pooled from MHA's. */
  readonly host: Pick<AttentionWeights, 'wQ' | 'wK'>;
  readonly q: PlainLinear;
  readonly k: PlainLinear;
}

const kept = new Map<Mechanism, KeptLayer>();

/**
 * What HeadRoom's own programs are measured against: the maps of the three mechanisms with TensorFlow.js's ops and its
 * default flags, written as one would write it. Fair: weights stay on the GPU between runs, and the group is folded into
 * rows, so the numbers are right.
 */
export async function runPlain({ tokens, config }: RunRequest): Promise<Record<Mechanism, AttentionMaps>> {
  await selectWebgl();
  const weights = weightsFor(config);
  const maps = tf.tidy(() => {
    const x = tf.tensor2d(layerInput(tokens, config), [tokens.length, config.dModel]);
    const map = (mechanism: Mechanism) => attentionWeights(x, weights[mechanism], mechanism, config);
    return { mha: map('mha'), gqa: map('gqa'), mqa: map('mqa') };
  });
  const entries = MECHANISMS.map(async (mechanism) => {
    const { numHeads, numKvHeads } = shapeOf(mechanism, config);
    const cells = (await maps[mechanism].data()) as Float32Array;
    const { length } = tokens;
    return [mechanism, { numHeads, numKvHeads, sequenceLength: length, stride: 1, side: length, cells }] as const;
  });
  const result = Object.fromEntries(await Promise.all(entries)) as Record<Mechanism, AttentionMaps>;
  tf.dispose(maps);
  return result;
}

function attentionWeights(x: tf.Tensor2D, weights: PlainWeights[Mechanism], mechanism: Mechanism, config: RunConfig) {
  const { numHeads, numKvHeads } = shapeOf(mechanism, config);
  const [length] = x.shape;
  const width = headDim(config);
  const heads = (linear: PlainLinear, count: number) => {
    const product = tf.matMul(x, linear.weight, false, true);
    const y = linear.bias ? product.add(linear.bias) : product;
    return y.reshape([length, count, width]).transpose([1, 0, 2]);
  };
  const q = heads(weights.q, numHeads).reshape([numKvHeads, (numHeads / numKvHeads) * length, width]);
  const scores = tf.matMul(q as tf.Tensor3D, heads(weights.k, numKvHeads) as tf.Tensor3D, false, true);
  const scaled = scores.reshape([numHeads, length, length]).div(Math.sqrt(width));
  return tf.softmax(config.causal ? scaled.add(causalMask(length)) : scaled);
}

export function causalMask(length: number): tf.Tensor2D {
  const visible = tf.linalg.bandPart(tf.ones([length, length]), -1, 0);
  return tf.sub(visible, 1).mul(1e9) as tf.Tensor2D;
}

/** Weights as tensors: a mechanism's stay while what they depend on stays, so that other KV heads cost GQA's alone. */
function weightsFor(config: RunConfig): PlainWeights {
  const upload = ({ weight, bias }: AttentionWeights['wQ']): PlainLinear => ({
    weight: tf.tensor2d(weight, [weight.length / config.dModel, config.dModel]),
    bias: bias && tf.tensor1d(bias),
  });
  const layer = (mechanism: Mechanism): PlainWeights[Mechanism] => {
    const key = JSON.stringify({ ...config, ...shapeOf(mechanism, config) });
    const before = kept.get(mechanism);
    if (before?.key === key) return before;
    if (before) tf.dispose([before.q, before.k] as unknown as tf.TensorContainer);
    const mha = mechanism === 'mha' ? undefined : kept.get('mha')?.host;
    const wQ = drawProjection(mechanism, 'wQ', config, mha?.wQ);
    const wK = drawProjection(mechanism, 'wK', config, mha?.wK);
    const drawn = { key, host: { wQ, wK }, q: upload(wQ), k: upload(wK) };
    kept.set(mechanism, drawn);
    return drawn;
  };
  return { mha: layer('mha'), gqa: layer('gqa'), mqa: layer('mqa') };
}

export async function selectWebgl(): Promise<void> {
  if (tf.getBackend() === 'webgl') return;
  // TensorFlow.js takes no software WebGL by default, and that is all some machines have.
  tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
  await tf.setBackend('webgl');
  if (tf.getBackend() !== 'webgl') throw new Error(`TensorFlow.js runs on ${tf.getBackend()} instead of webgl.`);
}
