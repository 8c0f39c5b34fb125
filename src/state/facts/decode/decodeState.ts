import type { RunRequest } from '../../../attention/run/request.ts';
import type { Mechanism } from '../../../attention/types.ts';
import type { CacheMeasure, EngineStatus } from '../../../engine/Engine.ts';

export const DECODE_SPEEDS = ['1', '2', '4', '8', 'full'] as const;
/** Tokens a second while it plays. */
export type DecodeSpeed = (typeof DECODE_SPEEDS)[number];

/** Maps of one mechanism that fill row by row. */
export interface DecodedMaps {
  readonly numHeads: number;
  readonly numKvHeads: number;
  /** [queryHead, queryPosition, keyPosition] for all that is planned. Written on with each step: rows that are there stay. */
  readonly cells: Float32Array;
  readonly cache: CacheMeasure;
}

/** All that was decoded so far. Another object with each step. */
export interface Decoded {
  /** Its tokens are those whose keys and values are cached, the first of the plan. */
  readonly request: RunRequest;
  /** Tokens that the caches have room for: all of the plan. */
  readonly capacity: number;
  readonly maps: Readonly<Partial<Record<Mechanism, DecodedMaps>>>;
  /** The last step: how many tokens it fed, and how long it took. */
  readonly fed: number;
  readonly stepMs: number;
  /** What computed it. */
  readonly by: EngineStatus | undefined;
  /** True when the engine that held the caches is gone. The next step fills them again. */
  readonly isLost: boolean;
}

/** How far the rows are from those of the full causal forward, as far as that was asked. */
export type DecodeCheck =
  | { readonly phase: 'idle' | 'awaited' }
  | { readonly phase: 'here'; readonly difference: number; readonly tokens: number }
  | { readonly phase: 'failed'; readonly error: string };

/** What is decoded, and how far. */
export interface DecodeState {
  /** `waiting`: for the engine or for models. */
  readonly phase: 'idle' | 'waiting' | 'stepping' | 'failed';
  /** A sentence; present when failed. */
  readonly error?: string | undefined;
  readonly isPlaying: boolean;
  readonly speed: DecodeSpeed;
  /** Null before the first step. */
  readonly decoded: Decoded | null;
  readonly check: DecodeCheck;
}

export const NO_CHECK: DecodeCheck = { phase: 'idle' };

export const NO_DECODE: DecodeState = {
  phase: 'idle',
  isPlaying: false,
  speed: '2',
  decoded: null,
  check: NO_CHECK,
};

/** True when the caches may be there, or are about to be: what they need of models is wanted then. */
export function isDecoding({ phase, decoded }: DecodeState): boolean {
  return phase !== 'idle' || decoded !== null;
}
