import type { TensorFile } from '../../safetensors/tensorFile.ts';

/** What a recording's metadata say of it: see docs/recordings.md. */
export const RECORDING_KIND = 'attention-recording';
export const RECORDING_VERSION = '1';

/** Name under which the recorder saves. */
export const RECORDING_FILE_NAME = 'attention.safetensors';

/** The tensors of a layer; the first is what makes it one. */
export const RECORDED_PARTS = ['attention_weights', 'q', 'k', 'v'] as const;
export type RecordedPart = (typeof RECORDED_PARTS)[number];

export function tensorName(layer: number, part: RecordedPart): string {
  return `layers.${layer}.${part}`;
}

const TENSOR_NAME = /^layers\.(0|[1-9]\d{0,5})\.(attention_weights|q|k|v)$/;

/** Returns the layer and the part that a tensor's name says, null if it is not a recording's. */
export function partOf(name: string): { readonly layer: number; readonly part: RecordedPart } | null {
  const [, layer, part] = TENSOR_NAME.exec(name) ?? [];
  return part === undefined ? null : { layer: Number(layer), part: part as RecordedPart };
}

/**
 * True when a safetensors file is, or means to be, a recording: its kind says so, or it has a layer's maps. Neither HeadRoom's
 * own models and runs nor a checkpoint of a model has.
 */
export function looksLikeRecording({ metadata, names }: Pick<TensorFile, 'metadata' | 'names'>): boolean {
  return metadata['kind'] === RECORDING_KIND || names.some((name) => partOf(name)?.part === 'attention_weights');
}
