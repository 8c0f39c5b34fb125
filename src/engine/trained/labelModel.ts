import { type HeadLabel, headLabels } from '../../attention/labels/headLabels.ts';
import { labelledText } from '../../attention/labels/targets.ts';
import { initialParameters, type ModelParameters } from '../../attention/trained/parameters.ts';
import { markOf, modelInput, wordVectors } from '../../attention/trained/wordVectors.ts';
import type { AttentionShape } from '../../attention/types.ts';
import { modelMaps } from './evaluate.ts';

/** Seeds of the untrained nets that a model's heads are compared with: far from those that models are trained from. */
const UNTRAINED_SEEDS = Array.from({ length: 10 }, (_, net) => 1_000_000 + net);

/**
 * What each head of each layer does on the text of `keys`: labels [layer][head], earned against 10 untrained nets of the
 * same shape on the same word vectors.
 *
 * @param seed of the word vectors
 */
export async function labelModel(
  parameters: ModelParameters,
  shape: AttentionShape,
  keys: readonly string[],
  seed: number,
): Promise<HeadLabel[][]> {
  const x = modelInput(wordVectors(keys, shape.dModel, seed), shape.dModel);
  const maps = await modelMaps(parameters, shape, x);
  const untrained: Float32Array[][] = [];
  for (const netSeed of UNTRAINED_SEEDS) untrained.push(await modelMaps(initialParameters(shape, netSeed), shape, x));
  const text = labelledText(keys, (key) => markOf(key) >= 0);
  const ofAllLayers = untrained.flat();
  return maps.map((ofLayer) => headLabels(ofLayer, ofAllLayers, text));
}
