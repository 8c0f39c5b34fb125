import type { RunRequest } from '../../attention/run/request.ts';

/** Something worked out about the picture on screen, in the background. */
export interface Insight<Value> {
  readonly phase: 'idle' | 'working' | 'ready' | 'failed';
  /** The last one that came, with the request that it is of, whatever is on screen now. */
  readonly result: { readonly request: RunRequest; readonly value: Value } | null;
  /** A sentence; present when failed. */
  readonly error?: string;
}

export const NO_INSIGHT: Insight<never> = { phase: 'idle', result: null };
