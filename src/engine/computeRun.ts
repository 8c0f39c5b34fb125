import { layerInput } from '../attention/embeddings.ts';
import { shapeOf } from '../attention/sharing.ts';
import { type AttentionShape, type AttentionWeights, MECHANISMS, type Mechanism } from '../attention/types.ts';
import type { StepOptions } from './attendInSteps.ts';
import { type ComputedAttention, type ComputedLayer, computeLayer, computeSdpa } from './computeLayer.ts';
import type { RunRequest } from './Engine.ts';
import type { HostLayers } from './hostLayers.ts';
import type { AttentionOps } from './ops.ts';

export interface RunLayer extends ComputedLayer {
  readonly shape: AttentionShape;
  readonly weights: AttentionWeights;
}

/** Everything of one run in JavaScript's memory; of the maps, those that were asked for. */
export interface ComputedRun {
  /** [T, dModel] */
  readonly x: Float32Array;
  readonly sdpa: ComputedAttention;
  readonly layers: Readonly<Record<Mechanism, RunLayer>>;
}

/**
 * Computes all three mechanisms and basic attention, outputs included. Lets other requests through now and then, and
 * stops with the signal's reason once aborted.
 */
export async function computeRun(
  ops: AttentionOps,
  hostLayers: HostLayers,
  { tokens, config }: RunRequest,
  options: StepOptions = {},
): Promise<ComputedRun> {
  const x = layerInput(tokens, config);
  // Basic attention has one head, which no check compares with another.
  const ofSdpa = { ...options, ...(options.wholeMaps && options.wholeMaps !== 'all' && { wholeMaps: [] }) };
  const sdpa = await computeSdpa(ops, x, config.dModel, config.causal, ofSdpa);
  const layers: Partial<Record<Mechanism, RunLayer>> = {};
  for (const mechanism of MECHANISMS) {
    const weights = hostLayers.layer(mechanism, config);
    const shape = shapeOf(mechanism, config);
    layers[mechanism] = { ...(await computeLayer(ops, x, weights, shape, config.causal, options)), shape, weights };
  }
  return { x, sdpa, layers: layers as Record<Mechanism, RunLayer> };
}
