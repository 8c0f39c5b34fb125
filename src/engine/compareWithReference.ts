import type { AttentionShape, AttentionWeights, Mechanism } from '../attention/types.ts';

/** One layer that the backend computed, to be held against float64. */
export interface LayerToCheck {
  readonly shape: AttentionShape;
  readonly weights: AttentionWeights;
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
  readonly output: number;
}

/** A run of 64 tokens takes a second or two at the largest d_model; a worker that is silent for this long is dead. */
const LIMIT_MS = 30_000;

/**
 * Computes the run in float64 in a worker of its own, without TensorFlow.js, so that neither typing nor the engine waits.
 * Aborting terminates the worker and rejects with the signal's reason.
 */
export function compareWithReference(run: RunToCheck, signal: AbortSignal): Promise<ReferenceDifferences> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./referenceWorker.ts', import.meta.url), { type: 'module', name: 'reference' });
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  return new Promise<ReferenceDifferences>((resolve, reject) => {
    watchdog = setTimeout(() => reject(new Error(`its worker gave no answer for ${LIMIT_MS / 1000} s`)), LIMIT_MS);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    worker.addEventListener('message', ({ data }: MessageEvent<ReferenceDifferences>) => resolve(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      reject(new Error(`its worker failed${event.message ? `: ${event.message}` : ' to load'}`));
    });
    worker.postMessage(run);
  }).finally(() => {
    clearTimeout(watchdog);
    worker.terminate();
  });
}
