import { type ReferenceLayer, referenceAttention, referenceSdpa } from '../../attention/reference.ts';
import { largestSize, maxAbsDifference, scaledDifference } from '../../attention/selfChecks.ts';
import { layerWeights } from '../../attention/trained/parameters.ts';
import { referenceModel } from '../../attention/trained/reference.ts';
import { exposeWithLife } from '../../threads/workerEnd.ts';
import type { LayerToCheck, ReferenceDifferences, RunToCheck } from './compareWithReference.ts';

/** The worker's end of `openReference`. */
export interface ReferenceEnd {
  differences(run: RunToCheck): ReferenceDifferences;
}

exposeWithLife({ differences } satisfies ReferenceEnd);

function differences({ x, causal, layers, sdpa }: RunToCheck): ReferenceDifferences {
  const dModel = layers.mha.shape.dModel;
  const pairs = Object.values(layers).map((computed) => ({
    computed,
    reference: referenceOf(computed, x, causal),
  }));
  const oneHead = { q: x, k: x, v: x, numHeads: 1, numKvHeads: 1, headDim: dModel };
  const basic = { computed: sdpa, reference: referenceSdpa({ ...oneHead, ...(causal && { causalOffset: 0 }) }) };
  const all = [...pairs, basic];
  const weights = all.map(({ computed, reference }) =>
    maxAbsDifference(computed.attentionWeights, reference.attentionWeights),
  );
  const scaled = all.map(({ computed, reference }) => scaledDifference(computed.output, reference.output));
  // `Object.is`, so that a NaN is found, too.
  const worst = scaled.findIndex((difference) => Object.is(difference, Math.max(...scaled)));
  const { computed, reference } = all[worst] ?? basic;
  return {
    attentionWeights: Math.max(...weights),
    output: maxAbsDifference(computed.output, reference.output),
    outputSize: largestSize(reference.output),
  };
}

/** A trained layer is computed with the whole model before it: its input is not taken on trust. */
function referenceOf({ shape, source }: LayerToCheck, x: Float32Array, causal: boolean): ReferenceLayer {
  if ('weights' in source) return referenceAttention({ x, weights: source.weights, shape, causal });
  const { parameters, layer } = source;
  const input = referenceModel(parameters, shape, x).inputs[layer];
  if (!input) throw new Error(`The model has no layer ${layer}`);
  return referenceAttention({ x: input, weights: layerWeights(parameters, layer), shape, causal });
}
