import type { CheckpointConfig } from './config.ts';
import { assertKvHeads } from './config.ts';
import { type LinearPart, readBias, readWeight } from './linearPart.ts';
import type { LayerPlan, NormPart } from './plan.ts';
import type { TensorSource } from './tensorSource.ts';

/** A projection in float64: y = x Wᵀ + b, W [outputs, inputs]. */
export interface Linear64 {
  readonly weight: Float64Array;
  readonly bias: Float64Array | null;
  readonly inputs: number;
  readonly outputs: number;
}

export interface Norm64 {
  readonly weight: Float64Array;
  readonly bias: Float64Array | null;
}

/** One layer's numbers in float64. */
export interface LayerWeights64 {
  readonly numKvHeads: number;
  readonly norm1: Norm64;
  readonly norm2: Norm64;
  readonly q: Linear64;
  readonly k: Linear64;
  readonly v: Linear64;
  readonly qNorm: Norm64 | null;
  readonly kNorm: Norm64 | null;
  readonly o: Linear64;
  readonly gate: Linear64 | null;
  readonly up: Linear64;
  readonly down: Linear64;
}

/** Reads a whole layer. */
export async function readLayer(source: TensorSource, plan: LayerPlan, numKvHeads: number): Promise<LayerWeights64> {
  const linear = (part: LinearPart) => readLinear(source, part);
  const norm = (part: NormPart) => readNorm(source, part);
  return {
    numKvHeads,
    norm1: await norm(plan.norm1),
    norm2: await norm(plan.norm2),
    q: await linear(plan.q),
    k: await linear(plan.k),
    v: await linear(plan.v),
    qNorm: plan.qNorm && (await norm(plan.qNorm)),
    kNorm: plan.kNorm && (await norm(plan.kNorm)),
    o: await linear(plan.o),
    gate: plan.gate && (await linear(plan.gate)),
    up: await linear(plan.up),
    down: await linear(plan.down),
  };
}

export async function readLinear(source: TensorSource, part: LinearPart): Promise<Linear64> {
  const weight = Float64Array.from(await readWeight(source, part));
  const bias = await readBias(source, part);
  return { weight, bias: bias && Float64Array.from(bias), inputs: part.inputs, outputs: part.outputs };
}

export async function readNorm(source: TensorSource, { weight, bias }: NormPart): Promise<Norm64> {
  return {
    weight: Float64Array.from(await source.read(weight)),
    bias: bias === null ? null : Float64Array.from(await source.read(bias)),
  };
}

/**
 * Returns the same layer with another number of KV heads. Fewer: each is the mean of consecutive ones, weights and biases (Ainslie
 * et al. 2023, section 2.1), before q/k norm and rotary positions. More: copies, which change nothing.
 */
export function withKvHeads(weights: LayerWeights64, config: CheckpointConfig, numKvHeads: number): LayerWeights64 {
  assertKvHeads(config, numKvHeads);
  const convert = (linear: Linear64): Linear64 => ({
    weight: withHeads(linear.weight, config.headDim * linear.inputs, weights.numKvHeads, numKvHeads),
    bias: linear.bias && withHeads(linear.bias, config.headDim, weights.numKvHeads, numKvHeads),
    inputs: linear.inputs,
    outputs: config.headDim * numKvHeads,
  });
  return { ...weights, numKvHeads, k: convert(weights.k), v: convert(weights.v) };
}

/** Returns `wanted` heads made of `heads`, each of `length` numbers. */
function withHeads(values: Float64Array, length: number, heads: number, wanted: number): Float64Array {
  const result = new Float64Array(wanted * length);
  const merged = Math.max(1, heads / wanted);
  for (let head = 0; head < wanted; head++) {
    const first = Math.floor((head * heads) / wanted);
    for (let index = 0; index < length; index++) {
      let sum = 0;
      for (let other = 0; other < merged; other++) sum += values[(first + other) * length + index] as number;
      result[head * length + index] = sum / merged;
    }
  }
  return result;
}
