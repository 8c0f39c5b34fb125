import { formatCount } from '../../attention/numbers/format.ts';
import { memoryOf } from '../../catalog/gpus/capability.ts';
import type { GpuEntry } from '../../catalog/gpus/gpuEntry.ts';
import type { ModelEntry } from '../../catalog/models/modelEntry.ts';
import { isVerified } from '../../catalog/schema/verified.ts';

/** One number of the catalog as it stands there. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  readonly isVerified: boolean;
}

/** Names of the fields that are shown, as a reader calls them. */
const MODEL_FIELDS = {
  year: 'released',
  attention: 'attention',
  layers: 'layers',
  dModel: 'd_model',
  queryHeads: 'query heads',
  kvHeads: 'KV heads',
  headDim: 'head_dim',
  headDimV: 'head_dim of values',
  kvHeadsByLayer: 'KV heads by layer',
  slidingWindowTokens: 'sliding window, tokens',
  slidingWindowLayers: 'layers with that window',
  slidingKvHeads: 'KV heads of those layers',
  slidingHeadDim: 'head_dim of those layers',
  chunkedAttentionTokens: 'chunk, tokens',
  chunkedAttentionLayers: 'layers with chunks',
  mlaLatentDim: 'MLA latent',
  mlaRopeDim: 'MLA rope',
  stateLayers: 'layers with a state',
  sharedKvLayers: 'layers that share K and V',
  crossAttentionLayers: 'layers with cross-attention',
  decoderLayers: 'decoder layers',
  sourceTokens: 'tokens of the source',
  indexerLayers: 'layers with an index',
  indexerBytesPerTokenPerLayer: 'index, bytes a token and layer',
  maxContextTokens: 'context, tokens',
  nominalParameters: 'parameters',
  activeParameters: 'parameters a token passes',
  nativeDtype: 'weights',
} as const satisfies Partial<Record<keyof ModelEntry, string>>;

/** Returns what the catalog says of a model, with whether anybody looked it up. */
export function modelFacts(entry: ModelEntry): Fact[] {
  return (Object.keys(MODEL_FIELDS) as (keyof typeof MODEL_FIELDS)[]).flatMap((field) => {
    const value = entry[field];
    if (value === undefined) return [];
    // A year has no thousands.
    const text = field === 'year' ? String(value) : valueText(value);
    return [{ name: MODEL_FIELDS[field], value: text, isVerified: isVerified(entry, field) }];
  });
}

/** Returns what the catalog says of a GPU, with whether anybody looked it up. */
export function gpuFacts(gpu: GpuEntry): Fact[] {
  const memory = memoryOf(gpu);
  const basis = { driver: 'as its driver reports', PyTorch: 'as PyTorch sees it', box: 'the number on the box' };
  const rates = Object.entries(gpu.denseTflops).flatMap(([type, tflops]) =>
    tflops === null
      ? []
      : [
          {
            name: `peak in ${type}, TFLOP/s`,
            value: formatRate(tflops),
            isVerified: isVerified(gpu, `denseTflops.${type}`),
          },
        ],
  );
  return [
    {
      name: `memory, MiB, ${basis[memory.basis]}`,
      value: formatCount(Math.round(memory.bytes / 2 ** 20)),
      isVerified: memory.isVerified,
    },
    {
      name: 'bandwidth, GB/s',
      value: formatRate(gpu.memoryBandwidthGBps),
      isVerified: isVerified(gpu, 'memoryBandwidthGBps'),
    },
    ...rates,
  ];
}

function formatRate(value: number): string {
  return value.toLocaleString('en-US');
}

function valueText(value: number | string | readonly number[] | null): string {
  if (value === null) return 'not known';
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? formatCount(value) : value.map(formatCount).join(', ');
}
