import { type ReferenceLayer, referenceAttention, referenceSdpa } from '../../attention/reference.ts';
import { largestSize, maxAbsDifference, scaledDifference } from '../../attention/selfChecks.ts';
import { layerWeights } from '../../attention/trained/parameters.ts';
import { referenceModel } from '../../attention/trained/reference.ts';
import type { LayerToCheck, ReferenceAnswer, ReferenceDifferences, RunToCheck } from './compareWithReference.ts';

/** The worker's end of `openReference`: says that it is there, is given a port, and answers runs with differences on it. */
addEventListener('message', ({ data: port }: MessageEvent<MessagePort>) => {
  port.onmessage = ({ data }: MessageEvent<RunToCheck>) => port.postMessage(answer(data));
});
postMessage('loaded');

function answer(run: RunToCheck): ReferenceAnswer {
  try {
    return differences(run);
  } catch (error) {
    return { failure: `its worker failed: ${error instanceof Error ? error.message : error}` };
  }
}

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
