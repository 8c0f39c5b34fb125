import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import { formatMegabytes, runFileBytes } from '../../attention/run/cost.ts';
import { queryWidth } from '../../attention/sharing.ts';
import { MECHANISMS, type RunConfig } from '../../attention/types.ts';
import type { NamedTensor, RunTensors } from '../Engine.ts';
import type { ComputedRun, RunLayer } from '../forward/fullRun.ts';

const FILE_NAMES = { wQ: 'w_q', wK: 'w_k', wV: 'w_v', wO: 'w_o' } as const;

/** More than this is held back: a file is in memory three times over until it is saved. */
const MAX_FILE_BYTES = 256e6;

/** Throws an `Error` with a sentence that says how many tokens would do, where a run's tensors are too many for a file. */
export function assertFitsFile(tokens: number, config: RunConfig): void {
  const bytes = runFileBytes(tokens, config);
  if (bytes <= MAX_FILE_BYTES) return;
  let fitting = tokens;
  while (fitting > 1 && runFileBytes(fitting, config) > MAX_FILE_BYTES) fitting--;
  throw new Error(
    `${formatCount(tokens)} tokens × ${formatCountOf(config.numHeads, 'head')} would make a file of ${formatMegabytes(bytes)}: shorten the text to ${formatCount(fitting)} tokens or fewer.`,
  );
}

/** A run's tensors under the names of the file format (see `RunTensors`). */
export function runTensors({ x, layers, sdpa }: ComputedRun): RunTensors {
  const { dModel } = layers.mha.shape;
  const length = x.length / dModel;
  const tensors: Record<string, NamedTensor> = { x: { shape: [length, dModel], data: x } };
  for (const mechanism of MECHANISMS) {
    const { shape, input, attentionWeights, output } = layers[mechanism];
    if (input !== x) tensors[`${mechanism}.x`] = { shape: [length, dModel], data: input };
    for (const [name, tensor] of parameterTensors(layers[mechanism])) tensors[`${mechanism}.${name}`] = tensor;
    const mapsShape = [shape.numHeads, length, length];
    tensors[`${mechanism}.attention_weights`] = { shape: mapsShape, data: attentionWeights.values };
    tensors[`${mechanism}.output`] = { shape: [length, dModel], data: output.values };
  }
  tensors['sdpa.attention_weights'] = { shape: [length, length], data: sdpa.attentionWeights.values };
  tensors['sdpa.output'] = { shape: [length, dModel], data: sdpa.output.values };
  return tensors;
}

function parameterTensors({ weights, shape }: RunLayer): [name: string, NamedTensor][] {
  return (['wQ', 'wK', 'wV', 'wO'] as const).flatMap((projection) => {
    const { weight, bias } = weights[projection];
    const inputs = projection === 'wO' ? queryWidth(shape) : shape.dModel;
    const out = weight.length / inputs;
    const named: [string, NamedTensor][] = [
      [`${FILE_NAMES[projection]}.weight`, { shape: [out, inputs], data: weight }],
    ];
    if (bias) named.push([`${FILE_NAMES[projection]}.bias`, { shape: [out], data: bias }]);
    return named;
  });
}
