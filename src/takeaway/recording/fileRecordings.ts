import { mapFault } from '../../attention/recorded/mapFault.ts';
import { reachOf } from '../../attention/recorded/reach.ts';
import type { RecordedLayer, RecordedLayerFacts, RecordingFacts } from '../../attention/recorded/recording.ts';
import { openTensorFile, type TensorFile } from '../../safetensors/tensorFile.ts';
import { faultSentence } from './faultSentence.ts';
import type { RecordingReader } from './RecordingReader.ts';
import { readFacts } from './readFacts.ts';
import { type RecordedPart, tensorName } from './recordingFormat.ts';

/**
 * A reader on this thread.
 *
 * @param pause lets the thread's other tasks through, after a head's map
 */
export function fileRecordings(pause: () => Promise<void>): RecordingReader {
  /** Reads a layer's maps head by head, and holds each to what attention is. */
  async function readMaps(file: TensorFile, facts: Asserted, layer: RecordedLayerFacts): Promise<Float32Array> {
    const tokens = facts.tokens.length;
    const name = tensorName(layer.layer, 'attention_weights');
    const weights = new Float32Array(layer.numHeads * tokens ** 2);
    // With a batch axis, the heads are not the tensor's rows.
    const hasRows = file.shapeOf(name)?.length === 3;
    if (!hasRows) await file.read(name, undefined, weights);
    for (let queryHead = 0; queryHead < layer.numHeads; queryHead++) {
      const map = weights.subarray(queryHead * tokens ** 2, (queryHead + 1) * tokens ** 2);
      if (hasRows) await file.read(name, { first: queryHead, end: queryHead + 1 }, map);
      const fault = mapFault(map, tokens, facts.causal === true);
      if (fault) throw new Error(faultSentence(fault, layer.layer, queryHead, facts.tokens));
      await pause();
    }
    return weights;
  }

  return {
    async readFacts(file, name) {
      const tensors = await openTensorFile(file);
      const facts = readFacts(tensors, name);
      // There is one: `readFacts` throws otherwise.
      const weights = await readMaps(tensors, facts, facts.layers[0] as RecordedLayerFacts);
      return { ...facts, causal: facts.causal ?? reachOf(weights, facts.tokens.length).ahead === 0 };
    },
    async readLayer(file, facts, index) {
      const layer = facts.layers[index];
      if (!layer) throw new Error(`The recording has no layer at index ${index}.`);
      const tensors = await openTensorFile(file);
      const weights = await readMaps(tensors, facts, layer);
      return { ...layer, weights, vectors: layer.headDim === null ? null : await readVectors(tensors, layer) };
    },
  };
}

/** What a recording says of itself, `causal` perhaps not yet. */
interface Asserted extends Pick<RecordingFacts, 'tokens'> {
  readonly causal: boolean | null;
}

async function readVectors(file: TensorFile, { layer }: RecordedLayerFacts): Promise<RecordedLayer['vectors']> {
  const read = async (part: RecordedPart) => {
    const name = tensorName(layer, part);
    const values = await file.read(name);
    if (!areFinite(values))
      throw new Error(`“${name}” holds numbers that are not finite: nothing can be recomputed from it.`);
    return values;
  };
  return { q: await read('q'), k: await read('k'), v: await read('v') };
}

/** A plain loop: `every` takes four times as long over a million numbers. */
function areFinite(values: Float32Array): boolean {
  for (let index = 0; index < values.length; index++) if (!Number.isFinite(values[index])) return false;
  return true;
}
