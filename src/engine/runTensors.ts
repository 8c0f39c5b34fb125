import { MECHANISMS } from '../attention/types.ts';
import type { ComputedRun, RunLayer } from './computeRun.ts';
import type { NamedTensor, RunTensors } from './Engine.ts';

const FILE_NAMES = { wQ: 'w_q', wK: 'w_k', wV: 'w_v', wO: 'w_o' } as const;

/** A run's tensors under the names of the file format (see `RunTensors`). */
export function runTensors({ x, layers, sdpa }: ComputedRun): RunTensors {
  const { dModel } = layers.mha.shape;
  const length = x.length / dModel;
  const tensors: Record<string, NamedTensor> = { x: { shape: [length, dModel], data: x } };
  for (const mechanism of MECHANISMS) {
    const { shape, attentionWeights, output } = layers[mechanism];
    for (const [name, tensor] of parameterTensors(layers[mechanism])) tensors[`${mechanism}.${name}`] = tensor;
    const mapsShape = [shape.numHeads, length, length];
    tensors[`${mechanism}.attention_weights`] = { shape: mapsShape, data: attentionWeights.values };
    tensors[`${mechanism}.output`] = { shape: [length, dModel], data: output.values };
  }
  tensors['sdpa.attention_weights'] = { shape: [length, length], data: sdpa.attentionWeights.values };
  tensors['sdpa.output'] = { shape: [length, dModel], data: sdpa.output.values };
  return tensors;
}

function parameterTensors({ weights, shape: { dModel } }: RunLayer): [name: string, NamedTensor][] {
  return (['wQ', 'wK', 'wV', 'wO'] as const).flatMap((projection) => {
    const { weight, bias } = weights[projection];
    const out = weight.length / dModel;
    const named: [string, NamedTensor][] = [
      [`${FILE_NAMES[projection]}.weight`, { shape: [out, dModel], data: weight }],
    ];
    if (bias) named.push([`${FILE_NAMES[projection]}.bias`, { shape: [out], data: bias }]);
    return named;
  });
}
