import type { RunRequest } from '../../attention/run/request.ts';
import { runInput } from '../../attention/runInput.ts';
import { shapeOf } from '../../attention/sharing.ts';
import { type AttentionShape, type AttentionWeights, MECHANISMS, type Mechanism } from '../../attention/types.ts';
import type { AttentionOps } from '../ops/ops.ts';
import type { StepOptions } from './attentionInSteps.ts';
import { type ComputedAttention, type ComputedLayer, computeSdpa, fullLayer } from './fullLayer.ts';
import type { HostLayers } from './hostLayers.ts';
import { OnDevice } from './onDevice.ts';

export interface RunLayer extends ComputedLayer {
  /** What its attention reads, [T, dModel]: the run's own `x` where weights are random. */
  readonly input: Float32Array;
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
export async function fullRun(
  ops: AttentionOps,
  hostLayers: HostLayers,
  request: RunRequest,
  options: StepOptions = {},
): Promise<ComputedRun> {
  const { tokens, config } = request;
  const x = runInput(tokens, config);
  // Basic attention has one head, which no check compares with another.
  const ofSdpa = { ...options, ...(options.wholeMaps && options.wholeMaps !== 'all' && { wholeMaps: [] }) };
  const sdpa = await computeSdpa(ops, x, config.dModel, config.causal, ofSdpa);
  const layers: Partial<Record<Mechanism, RunLayer>> = {};
  for (const mechanism of MECHANISMS) {
    const weights = hostLayers.layer(mechanism, config);
    const shape = shapeOf(mechanism, config);
    const input = config.trained ? await trainedInput(ops, hostLayers, mechanism, request, options.signal) : x;
    const computed = await fullLayer(ops, input, weights, shape, config.causal, options);
    layers[mechanism] = { ...computed, input, shape, weights };
  }
  return { x, sdpa, layers: layers as Record<Mechanism, RunLayer> };
}

/** Computed as for the maps, and anew. */
async function trainedInput(
  ops: AttentionOps,
  hostLayers: HostLayers,
  mechanism: Mechanism,
  request: RunRequest,
  signal: AbortSignal | undefined,
): Promise<Float32Array> {
  const device = new OnDevice(ops, hostLayers);
  try {
    return await device.readInput(mechanism, request, signal);
  } finally {
    device.clear();
  }
}
