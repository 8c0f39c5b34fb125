import { type LayerToMake, recordedLayer } from '../../../attention/testing/recordedLayers.ts';
import { RECORDING_KIND, RECORDING_VERSION, tensorName } from '../recordingFormat.ts';
import { type TypedTensor, type TypeName, typedFile } from './typedFile.ts';

export interface RecordingToMake extends Omit<LayerToMake, 'layer' | 'tokens' | 'numHeads' | 'numKvHeads' | 'round'> {
  /** Numbers of the layers that are recorded, or how many: from 0 on. */
  readonly layers?: number | readonly number[];
  readonly heads?: number;
  readonly kvHeads?: number;
  /** The texts of the tokens, or how many. */
  readonly tokens?: number | readonly string[];
  /** The type of all numbers; float32 if left out. */
  readonly dtype?: TypeName;
  /** True for maps alone. */
  readonly withoutVectors?: boolean;
  /** Put in the place of what the recording would say; undefined leaves a key out. */
  readonly metadata?: Readonly<Record<string, string | undefined>>;
}

const WORDS = ['to', ' be', ' or', ' not', ' to', ' be', ',', ' that', ' is', ' the', ' question', '.'];

/** Makes the bytes of a recording, for tests: its maps follow from its q and k, which are random by `seed`. */
export function makeRecording(asked: RecordingToMake = {}): Uint8Array<ArrayBuffer> {
  const { tensors, metadata } = recordingParts(asked);
  return typedFile(tensors, metadata);
}

/** The same before it is written, for a test to change. */
export function recordingParts(asked: RecordingToMake = {}): {
  tensors: Record<string, TypedTensor>;
  metadata: Record<string, string>;
} {
  const { layers = 2, heads = 6, kvHeads = 3, headDim = 4, tokens = 5, dtype = 'F32', causal = true } = asked;
  const texts = typeof tokens === 'number' ? Array.from({ length: tokens }, wordAt) : tokens;
  const numbers = typeof layers === 'number' ? Array.from({ length: layers }, (_, layer) => layer) : layers;
  const tensors: Record<string, TypedTensor> = {};
  for (const layer of numbers) {
    const made = recordedLayer({
      ...asked,
      layer,
      headDim,
      numHeads: heads,
      numKvHeads: kvHeads,
      tokens: texts.length,
    });
    const add = (part: Parameters<typeof tensorName>[1], shape: readonly number[], data: Float32Array) => {
      tensors[tensorName(layer, part)] = { shape, data, dtype };
    };
    add('attention_weights', [heads, texts.length, texts.length], made.weights);
    if (asked.withoutVectors) continue;
    add('q', [heads, texts.length, headDim], made.vectors.q);
    add('k', [kvHeads, texts.length, headDim], made.vectors.k);
    add('v', [kvHeads, texts.length, headDim], made.vectors.v);
  }
  const metadata = {
    format: 'pt',
    kind: RECORDING_KIND,
    version: RECORDING_VERSION,
    model: 'test/tiny',
    tokens: JSON.stringify(texts),
    num_kv_heads: String(kvHeads),
    causal: String(causal),
    ...(asked.scale !== undefined && { scale: String(asked.scale) }),
    ...asked.metadata,
  };
  const given = Object.entries(metadata).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { tensors, metadata: Object.fromEntries(given) };
}

function wordAt(_: unknown, index: number): string {
  return WORDS[index % WORDS.length] as string;
}
