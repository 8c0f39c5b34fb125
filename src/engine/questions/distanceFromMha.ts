import { layerInput } from '../../attention/embeddings.ts';
import type { RunRequest } from '../../attention/run/request.ts';
import { runKey } from '../../attention/run/sameRun.ts';
import { shapeOf } from '../../attention/sharing.ts';
import type { Mechanism, RunConfig } from '../../attention/types.ts';
import { fullLayer } from '../forward/fullLayer.ts';
import type { HostLayers } from '../forward/hostLayers.ts';
import type { AttentionOps } from '../ops/ops.ts';

/** Outputs held against MHA's, one number of KV heads after another: MHA's is computed once. */
export class DistanceFromMha {
  readonly #ops: AttentionOps;
  readonly #layers: HostLayers;
  #mha: { readonly key: string; readonly output: Float32Array } | undefined;

  constructor(ops: AttentionOps, layers: HostLayers) {
    this.#ops = ops;
    this.#layers = layers;
  }

  /** See `Engine.distanceFromMha`. Stops with the signal's reason once aborted. */
  async measure(request: RunRequest, signal: AbortSignal): Promise<number> {
    const { tokens, config } = request;
    if (config.trained)
      throw new Error(
        'Trained MHA, GQA and MQA are three models, each with words of its own: their outputs have no distance.',
      );
    const x = layerInput(tokens, config);
    const mha = await this.#outputOfMha(x, request, signal);
    return relativeDistance(await this.#output('gqa', x, config, signal), mha);
  }

  async #outputOfMha(x: Float32Array, request: RunRequest, signal: AbortSignal): Promise<Float32Array> {
    const key = runKey(request, 'sweep');
    if (this.#mha?.key !== key) this.#mha = { key, output: await this.#output('mha', x, request.config, signal) };
    return this.#mha.output;
  }

  async #output(mechanism: Mechanism, x: Float32Array, config: RunConfig, signal: AbortSignal): Promise<Float32Array> {
    const weights = this.#layers.layer(mechanism, config);
    const shape = shapeOf(mechanism, config);
    const layer = await fullLayer(this.#ops, x, weights, shape, config.causal, { wholeMaps: [], signal });
    return layer.output.values;
  }
}

/** ‖a − b‖₂ / ‖b‖₂ over all elements, in float64. */
function relativeDistance(a: Float32Array, b: Float32Array): number {
  let [difference, size] = [0, 0];
  for (let index = 0; index < b.length; index++) {
    const expected = b[index] as number;
    difference += ((a[index] as number) - expected) ** 2;
    size += expected ** 2;
  }
  return Math.sqrt(difference / size);
}
