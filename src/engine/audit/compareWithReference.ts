import type { ModelParameters } from '../../attention/trained/parameters.ts';
import type { AttentionShape, AttentionWeights, Mechanism } from '../../attention/types.ts';

/** One layer that the backend computed, to be held against float64. */
export interface LayerToCheck {
  readonly shape: AttentionShape;
  /** Weights that read the run's input, or a layer of a model, which reads what the model makes of that. */
  readonly source:
    | { readonly weights: AttentionWeights }
    | { readonly parameters: ModelParameters; readonly layer: number };
  /** As computed: [numHeads, T, T] */
  readonly attentionWeights: Float32Array;
  /** As computed: [T, dModel] */
  readonly output: Float32Array;
}

export interface RunToCheck {
  /** [T, dModel] */
  readonly x: Float32Array;
  readonly causal: boolean;
  readonly layers: Readonly<Record<Mechanism, LayerToCheck>>;
  readonly sdpa: { readonly attentionWeights: Float32Array; readonly output: Float32Array };
}

/** Largest differences from the float64 reference, over all mechanisms. */
export interface ReferenceDifferences {
  readonly attentionWeights: number;
  /** The difference of the mechanism whose output is furthest from the reference for its size. */
  readonly output: number;
  /** The largest |number| in that output: trained models make some above 10. */
  readonly outputSize: number;
}

/** What the thread that computes in float64 answers. */
export type ReferenceAnswer = ReferenceDifferences | { readonly failure: string };

/**
 * Has the run computed in float64 at the other end of `reference`, without TensorFlow.js, so that neither typing nor the
 * engine waits. Whoever opened the reference watches over it. Rejects with the signal's reason once aborted.
 */
export function compareWithReference(
  reference: MessagePort,
  run: RunToCheck,
  signal: AbortSignal,
): Promise<ReferenceDifferences> {
  signal.throwIfAborted();
  return new Promise<ReferenceDifferences>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    reference.onmessage = ({ data }: MessageEvent<ReferenceAnswer>) => {
      if ('failure' in data) reject(new Error(data.failure));
      else resolve(data);
    };
    reference.postMessage(run);
  }).finally(() => reference.close());
}
