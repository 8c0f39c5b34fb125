import type { HeadMap } from '../../../attention/head-map/headMap.ts';
import type { LayerMaps } from '../../../attention/recorded/likeness.ts';
import type { RecordedLayer, Recording } from '../../../attention/recorded/recording.ts';
import type { OpenRecording } from '../../facts/recorded/recordingsState.ts';

/** A layer's maps as charts take them: every weight is a cell. */
export interface RecordedMaps {
  /** The recording's name: what tells its maps from those of others on the page. */
  readonly shortName: string;
  readonly numHeads: number;
  readonly numKvHeads: number;
  readonly sequenceLength: number;
  readonly stride: 1;
  readonly side: number;
  readonly cells: Float32Array;
  readonly causal: boolean;
}

/** Made once for each layer: another object would be painted again. */
const maps = new WeakMap<RecordedLayer, RecordedMaps>();

/** Returns the maps of a layer that was read; the same object each time. */
export function mapsOf({ name, recording }: OpenRecording, layer: RecordedLayer): RecordedMaps {
  const known = maps.get(layer);
  if (known) return known;
  const { length } = recording.tokens;
  const made: RecordedMaps = {
    ...{ shortName: name, numHeads: layer.numHeads, numKvHeads: layer.numKvHeads },
    ...{ sequenceLength: length, stride: 1, side: length, cells: layer.weights, causal: recording.causal },
  };
  maps.set(layer, made);
  return made;
}

/** Returns one head's map, a view of its layer; null if the layer has no such head. */
export function headMapOf({ causal, tokens }: Recording, layer: RecordedLayer, queryHead: number): HeadMap | null {
  if (queryHead >= layer.numHeads) return null;
  const size = tokens.length ** 2;
  const weights = layer.weights.subarray(queryHead * size, (queryHead + 1) * size);
  return { sequenceLength: tokens.length, causal, weights };
}

/** Returns a layer as comparisons take it. */
export function layerMapsOf({ causal, tokens }: Recording, { numHeads, weights }: RecordedLayer): LayerMaps {
  return { numHeads, sequenceLength: tokens.length, causal, weights };
}

/** Made once for each recording, as labels of tokens are compared by identity. */
const labels = new WeakMap<Recording, readonly string[]>();

/** Returns what the tokens of a recording are called; the same array each time. */
export function tokenLabels(recording: Recording): readonly string[] {
  let known = labels.get(recording);
  if (!known) {
    known = recording.tokens.map(({ label }) => label);
    labels.set(recording, known);
  }
  return known;
}
