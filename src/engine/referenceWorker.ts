import { referenceAttention, referenceSdpa } from '../attention/reference.ts';
import { maxAbsDifference } from '../attention/selfChecks.ts';
import type { ReferenceAnswer, ReferenceDifferences, RunToCheck } from './compareWithReference.ts';

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
    reference: referenceAttention({ x, causal, weights: computed.weights, shape: computed.shape }),
  }));
  const oneHead = { q: x, k: x, v: x, numHeads: 1, numKvHeads: 1, headDim: dModel };
  const basic = { computed: sdpa, reference: referenceSdpa({ ...oneHead, ...(causal && { causalOffset: 0 }) }) };
  const worst = (name: 'attentionWeights' | 'output') =>
    Math.max(...[...pairs, basic].map(({ computed, reference }) => maxAbsDifference(computed[name], reference[name])));
  return { attentionWeights: worst('attentionWeights'), output: worst('output') };
}
