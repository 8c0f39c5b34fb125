import type { AttentionShape, AttentionWeights } from '../../src/attention/types.ts';
import { type StartedBackend, startBackend } from '../../src/engine/backend/startBackend.ts';
import type { EngineOptions } from '../../src/engine/Engine.ts';
import { fullLayer } from '../../src/engine/forward/fullLayer.ts';
import { scaledDotProduct } from '../../src/engine/ops/attention.ts';
import type { HostMatrix } from '../../src/engine/ops/hostMatrix.ts';
import { readBack } from '../../src/engine/ops/readBack.ts';
import { type DecodedGiven, decodeGiven, type GivenDecoding } from './decodeGiven.ts';

/** A layer with its input and weights given, which the engine's own door does not take. */
export interface GivenLayer {
  /** [T, dModel] */
  readonly x: Float32Array;
  readonly weights: AttentionWeights;
  readonly shape: AttentionShape;
  readonly causal: boolean;
}

/** Projected heads, given: q [numHeads · T, headDim], k and v [numKvHeads · T, headDim]. */
export interface GivenHeads {
  readonly q: Float32Array;
  readonly k: Float32Array;
  readonly v: Float32Array;
  readonly headDim: number;
  readonly numHeads: number;
  readonly numKvHeads: number;
  readonly causal: boolean;
}

export interface ComputedAttention {
  /** [numHeads · T, T] */
  readonly attentionWeights: HostMatrix;
  /** [T, dModel] */
  readonly output: HostMatrix;
}

/** The engine's functions that take numbers, on the thread that imports this. */
export interface Calculator {
  /** Resolves with the backend that runs. */
  start(options: EngineOptions): Promise<string>;
  layer(given: GivenLayer): Promise<ComputedAttention>;
  /** Output: [T, numHeads · headDim]. */
  heads(given: GivenHeads): Promise<ComputedAttention>;
  /** The largest weight of each stride × stride block: [numHeads · side, side]. */
  pooled(given: Omit<GivenHeads, 'v'>, stride: number): Promise<HostMatrix>;
  /** Some tokens at a time, with a KV cache. */
  decode(given: GivenDecoding): Promise<DecodedGiven>;
}

let started: StartedBackend | undefined;

function ops(): StartedBackend['ops'] {
  if (!started) throw new Error('The calculator has not started.');
  return started.ops;
}

export const calculator: Calculator = {
  async start(options) {
    started = await startBackend(options);
    return started.backend;
  },
  layer: ({ x, weights, shape, causal }) => fullLayer(ops(), x, weights, shape, causal),
  heads: ({ q, k, v, headDim, ...sharing }) =>
    readBack(ops(), () => {
      const [qs, ks, vs] = [q, k, v].map((values) => ops().upload(values, values.length / headDim, headDim));
      if (!qs || !ks || !vs) throw new Error('Heads are missing.');
      return { ...scaledDotProduct(ops(), qs, ks, vs, { ...sharing, tokens: qs.rows / sharing.numHeads }) };
    }),
  async pooled({ q, k, headDim, ...sharing }, stride) {
    const { pooled } = await readBack(ops(), () => {
      const qs = ops().upload(q, q.length / headDim, headDim);
      const ks = ops().upload(k, k.length / headDim, headDim);
      return { pooled: ops().pooledWeights(qs, ks, { ...sharing, tokens: qs.rows / sharing.numHeads }, stride) };
    });
    return pooled;
  },
  decode: (given) => decodeGiven(ops(), given),
};
