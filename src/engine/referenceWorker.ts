import { referenceAttention, referenceSdpa } from '../attention/reference.ts';
import { maxAbsDifference } from '../attention/selfChecks.ts';
import type { ReferenceDifferences, RunToCheck } from './compareWithReference.ts';

/** The worker's end of `compareWithReference`: one run in, its differences out. */
addEventListener('message', ({ data }: MessageEvent<RunToCheck>) => postMessage(differences(data)));

function differences({ x, causal, layers, sdpa }: RunToCheck): ReferenceDifferences {
  const dModel = layers.mha.shape.dModel;
  const pairs = Object.values(layers).map((computed) => ({
    computed,
    reference: referenceAttention({ x, causal, weights: computed.weights, shape: computed.shape }),
  }));
  const oneHead = { q: x, k: x, v: x, numHeads: 1, numKvHeads: 1, headDim: dModel };
  const basic = { computed: sdpa, reference: referenceSdpa({ ...oneHead, ...(causal && { causalOffset: 0 }) }) };
  const worst = (name: 'attentionWeights' | 'output') =>
    Math.max(...[...pairs, basic].map(({ computed, reference }) => maxAbsDifference(computed[name], reference[name])));
  return { attentionWeights: worst('attentionWeights'), output: worst('output') };
}
