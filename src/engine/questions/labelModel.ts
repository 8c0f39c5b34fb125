import type { HeadLabel } from '../../attention/labels/headLabels.ts';
import type { ModelParameters } from '../../attention/trained/parameters.ts';
import { LAYERS } from '../../attention/trained/shape.ts';
import type { AttentionShape } from '../../attention/types.ts';
import { HostLayers } from '../forward/hostLayers.ts';
import { OnDevice } from '../forward/onDevice.ts';
import { plainOps } from '../ops/plainOps.ts';
import { Labeller } from './labeller.ts';

const NAME = 'the model';

/**
 * What each head of each layer does on the text of `keys`, on the current backend: labels [layer][head], as the engine
 * gives them.
 *
 * @param seed of the word vectors
 * @param labeller knows the untrained nets, and what they do on the text that it saw last
 */
export async function labelModel(
  parameters: ModelParameters,
  shape: AttentionShape,
  keys: readonly string[],
  seed: number,
  labeller = new Labeller(plainOps),
): Promise<(readonly HeadLabel[])[]> {
  const layers = new HostLayers();
  layers.models.provide(NAME, { shape, parameters });
  const device = new OnDevice(plainOps, layers);
  const { signal } = new AbortController();
  const config = { ...shape, causal: true, positions: true, bias: true, seed, kvRule: 'mean' as const };
  const labels: (readonly HeadLabel[])[] = [];
  for (let layer = 0; layer < LAYERS; layer++) {
    const trained = { layer, models: { mha: NAME, gqa: NAME, mqa: NAME } };
    // Of the three, GQA has the KV heads that it is given.
    const request = {
      tokens: keys,
      config: { ...config, trained },
      mechanisms: ['gqa' as const],
      mapSide: keys.length,
    };
    labels.push((await labeller.label(device, request, signal)).gqa ?? []);
  }
  device.clear();
  return labels;
}
