import { headDim, shapeOf } from '../../src/attention/sharing.ts';
import type {
  AttentionShape,
  AttentionWeights,
  LinearWeights,
  Mechanism,
  RunConfig,
} from '../../src/attention/types.ts';
import type { Projection } from '../../src/attention/weights.ts';
import { feedTokens } from '../../src/engine/decoding/feedTokens.ts';
import { MechanismCache } from '../../src/engine/decoding/MechanismCache.ts';
import { HostLayers } from '../../src/engine/forward/hostLayers.ts';
import { LazyLayers } from '../../src/engine/forward/lazyLayers.ts';
import type { HostMatrix } from '../../src/engine/ops/hostMatrix.ts';
import { KeptMatrices } from '../../src/engine/ops/keptMatrices.ts';
import type { AttentionOps, Matrix } from '../../src/engine/ops/ops.ts';
import { readBack } from '../../src/engine/ops/readBack.ts';

/** A layer with its input and weights given, and how many tokens each step feeds. */
export interface GivenDecoding {
  /** [T, dModel] */
  readonly x: Float32Array;
  readonly weights: AttentionWeights;
  readonly shape: AttentionShape;
  readonly plan: readonly number[];
}

export interface GivenStep {
  /** [numHeads · count, tokens so far] */
  readonly attentionWeights: HostMatrix;
  /** [count, dModel] */
  readonly output: HostMatrix;
}

export interface DecodedGiven {
  readonly steps: readonly GivenStep[];
  /** The caches at the end, by token: [T · numKvHeads, headDim] each. */
  readonly cachedK: HostMatrix;
  readonly cachedV: HostMatrix;
}

/** Weights that are given, where the engine draws or loads its own. */
class GivenLayers extends HostLayers {
  readonly #weights: AttentionWeights;

  constructor(weights: AttentionWeights) {
    super();
    this.#weights = weights;
  }

  override projection(_: Mechanism, projection: Projection): LinearWeights {
    return this.#weights[projection];
  }
}

/** A cache of which the last state can be seen. */
class SeenCache extends MechanismCache {
  last: { readonly k: Matrix; readonly v: Matrix } | undefined;

  override append(...given: Parameters<MechanismCache['append']>): ReturnType<MechanismCache['append']> {
    this.last = super.append(...given);
    return this.last;
  }
}

/** Decodes with the engine's own programs, in a cache that has room for exactly what is fed. */
export async function decodeGiven(ops: AttentionOps, given: GivenDecoding): Promise<DecodedGiven> {
  const { x, weights, shape, plan } = given;
  const bias = weights.wQ.bias !== undefined;
  const config: RunConfig = { ...shape, causal: true, bias, positions: false, seed: 0, kvRule: 'independent' };
  const kept = new KeptMatrices();
  const lazy = new LazyLayers(ops, new GivenLayers(weights), kept);
  const cache = new SeenCache(ops, 'gqa', config, x.length / shape.dModel);
  try {
    const steps: GivenStep[] = [];
    let first = 0;
    for (const count of plan) {
      const part = x.subarray(first * shape.dModel, (first + count) * shape.dModel);
      const range = { first, count };
      const step = await readBack(ops, () => {
        const { attentionWeights, output } = feedTokens(lazy, cache, 'gqa', config, part, range);
        return { attentionWeights, output: output() };
      });
      steps.push(step);
      first += count;
    }
    return { steps, ...(await cached(ops, cache, shapeOf('gqa', config).numKvHeads, headDim(config))) };
  } finally {
    cache.free();
    kept.clear();
  }
}

async function cached(ops: AttentionOps, { last }: SeenCache, numKvHeads: number, width: number) {
  if (!last) throw new Error('Nothing was fed.');
  const [k, v] = await ops.download([last.k, last.v]);
  const matrix = (values: Float32Array<ArrayBuffer> = new Float32Array()): HostMatrix => {
    const rows = values.length / width;
    if (rows % numKvHeads !== 0) throw new Error(`${rows} rows are not those of ${numKvHeads} KV heads.`);
    return { rows, cols: width, values };
  };
  return { cachedK: matrix(k), cachedV: matrix(v) };
}
