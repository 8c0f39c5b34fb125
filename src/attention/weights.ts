import { fillNormals } from './random/random.ts';
import { groupSize, hasBias, headDim, kvWidth, queryWidth, shapeOf } from './sharing.ts';
import type { AttentionShape, AttentionWeights, KvRule, LinearWeights, Mechanism, RunConfig } from './types.ts';

/** Standard deviation of the biases: small beside the projections' outputs (about 1), and not zero, so that they count. */
const BIAS_SCALE = 0.02;

export type Projection = keyof AttentionWeights;

/** A projection's name in that of its random stream. */
const STREAMS: Readonly<Record<Projection, string>> = { wQ: 'w_q', wK: 'w_k', wV: 'w_v', wO: 'w_o' };

/**
 * The random, untrained weights of `mechanism`: normal with variance 1/(input features), biases normal with deviation 0.02, each
 * tensor from the seed and its own name. With the rules `mean` and `rescaled`, GQA and MQA share W_Q and W_O with MHA by
 * reference and their K and V are pooled from MHA's; with `independent`, each mechanism draws its own.
 *
 * @param mha MHA's weights for the same config, where the caller has them already (`independent` needs none)
 */
export function drawWeights(mechanism: Mechanism, config: RunConfig, mha?: AttentionWeights): AttentionWeights {
  const draw = (projection: Projection) => drawProjection(mechanism, projection, config, mha?.[projection]);
  return { wQ: draw('wQ'), wK: draw('wK'), wV: draw('wV'), wO: draw('wO') };
}

/**
 * One projection of `drawWeights`, for a caller that needs no others: attention maps take W_Q and W_K alone.
 *
 * @param mha MHA's same projection, where the caller has it already (`independent` needs none)
 */
export function drawProjection(
  mechanism: Mechanism,
  projection: Projection,
  config: RunConfig,
  mha?: LinearWeights,
): LinearWeights {
  if (mechanism === 'mha' || config.kvRule === 'independent') return drawLinear(mechanism, projection, config);
  const source = mha ?? drawLinear('mha', projection, config);
  if (projection === 'wQ' || projection === 'wO') return source;
  return poolHeads(source, shapeOf('mha', config), shapeOf(mechanism, config).numKvHeads, config.kvRule);
}

/**
 * The same layer with fewer KV heads: each new one is the mean of the old ones in its group, weights and biases; W_Q
 * and W_O are shared by reference. Source: Ainslie et al. 2023, section 2.1.
 *
 * @param shape the sizes of `weights`; `numKvHeads` divides `shape.numKvHeads`
 */
export function poolKv(weights: AttentionWeights, shape: AttentionShape, numKvHeads: number): AttentionWeights {
  const pool = (linear: LinearWeights) => poolHeads(linear, shape, numKvHeads, 'mean');
  return { wQ: weights.wQ, wK: pool(weights.wK), wV: pool(weights.wV), wO: weights.wO };
}

function poolHeads(
  { weight, bias }: LinearWeights,
  shape: AttentionShape,
  numKvHeads: number,
  rule: Exclude<KvRule, 'independent'>,
): LinearWeights {
  const pooledHeads = groupSize({ numHeads: shape.numKvHeads, numKvHeads });
  // n/√n = √n times the mean.
  const divisor = rule === 'rescaled' ? Math.sqrt(pooledHeads) : pooledHeads;
  return {
    weight: pooled(weight, headDim(shape) * shape.dModel, pooledHeads, divisor),
    ...(bias && { bias: pooled(bias, headDim(shape), pooledHeads, divisor) }),
  };
}

function drawLinear(mechanism: Mechanism, projection: Projection, config: RunConfig): LinearWeights {
  const { dModel, bias, seed } = config;
  const widths: Record<Projection, number> = {
    wQ: queryWidth(config),
    wK: kvWidth(shapeOf(mechanism, config)),
    wV: kvWidth(shapeOf(mechanism, config)),
    wO: dModel,
  };
  const out = widths[projection];
  const inputs = projection === 'wO' ? queryWidth(config) : dModel;
  const stream = `${mechanism}.${STREAMS[projection]}`;
  return {
    weight: fillNormals(new Float32Array(out * inputs), seed, `${stream}.weight`, 1 / Math.sqrt(inputs)),
    ...(hasBias(bias, projection) && { bias: fillNormals(new Float32Array(out), seed, `${stream}.bias`, BIAS_SCALE) }),
  };
}

/** Means of `pooledHeads` consecutive heads of `headLength` elements each; summed in float64, rounded once. */
export function meanOfHeads(heads: Float32Array, headLength: number, pooledHeads: number): Float32Array {
  return pooled(heads, headLength, pooledHeads, pooledHeads);
}

/** Sums of `pooledHeads` consecutive heads, divided by `divisor`; as `meanOfHeads`. */
function pooled(heads: Float32Array, headLength: number, pooledHeads: number, divisor: number): Float32Array {
  const sums = new Float32Array(heads.length / pooledHeads);
  for (let index = 0; index < sums.length; index++) {
    const group = Math.floor(index / headLength);
    const first = group * pooledHeads * headLength + (index % headLength);
    let sum = 0;
    for (let head = 0; head < pooledHeads; head++) sum += heads[first + head * headLength] as number;
    sums[index] = sum / divisor;
  }
  return sums;
}
