import { layerInput } from '../attention/embeddings.ts';
import { shapeOf } from '../attention/sharing.ts';
import { type AttentionShape, type AttentionWeights, MECHANISMS, type Mechanism } from '../attention/types.ts';
import { type ComputedAttention, type ComputedLayer, computeLayer, computeSdpa } from './computeLayer.ts';
import type { RunRequest } from './Engine.ts';
import type { HostLayers } from './hostLayers.ts';
import type { AttentionOps } from './ops.ts';

export interface RunLayer extends ComputedLayer {
  readonly shape: AttentionShape;
  readonly weights: AttentionWeights;
}

/** Everything of one run in JavaScript's memory. */
export interface ComputedRun {
  /** [T, dModel] */
  readonly x: Float32Array;
  readonly sdpa: ComputedAttention;
  readonly layers: Readonly<Record<Mechanism, RunLayer>>;
}

/**
 * Computes all three mechanisms and basic attention, outputs included. Between them it lets other requests through, and
 * stops with the signal's reason once aborted.
 */
export async function computeRun(
  ops: AttentionOps,
  hostLayers: HostLayers,
  { tokens, config }: RunRequest,
  signal: AbortSignal,
): Promise<ComputedRun> {
  const x = layerInput(tokens, config);
  const sdpa = await computeSdpa(ops, x, config.dModel, config.causal);
  const layers: Partial<Record<Mechanism, RunLayer>> = {};
  for (const mechanism of MECHANISMS) {
    signal.throwIfAborted();
    const weights = hostLayers.layer(mechanism, config);
    const shape = shapeOf(mechanism, config);
    layers[mechanism] = { ...(await computeLayer(ops, x, weights, shape, config.causal)), shape, weights };
  }
  signal.throwIfAborted();
  return { x, sdpa, layers: layers as Record<Mechanism, RunLayer> };
}
