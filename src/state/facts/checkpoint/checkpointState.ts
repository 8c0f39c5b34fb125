import type { CheckpointConfig } from '../../../attention/checkpoint/config.ts';
import type { Token } from '../../../attention/types.ts';

/** Bytes of files up to which a text is run as it is typed; beyond it waits for a button. */
export const LIVE_BYTES = 1e9;

/** A model of the user's own whose files are open. */
export interface OpenCheckpoint {
  readonly name: string;
  readonly config: CheckpointConfig;
  /** Layers that are whole, from the first on. */
  readonly wholeLayers: number;
  /** True when the tensors are there that tell the next token. */
  readonly hasHead: boolean;
  /** Type of the weights in the files: "BF16". */
  readonly type: string;
  /** Bytes of all files with weights. */
  readonly bytes: number;
  /** Sentences about what the files lack. */
  readonly remarks: readonly string[];
  /** The files with its weights. */
  readonly weights: readonly File[];
  /** All of its files that are used. */
  readonly files: readonly File[];
}

/** A token with its number in the model's vocabulary. */
export interface CheckpointToken extends Token {
  readonly id: number;
}

/** The text as the model's own tokenizer reads it. */
export interface CheckpointText {
  /** Those that are run: at most as many as the model takes here. */
  readonly tokens: readonly CheckpointToken[];
  /** Tokens of the whole text. */
  readonly total: number;
  readonly totalIsExact: boolean;
}

/** What the model with so many KV heads takes for the next token, and how well it foretold the text. */
export interface CheckpointPrediction {
  readonly numKvHeads: number;
  /** The likeliest first. */
  readonly next: readonly { readonly label: string; readonly probability: number }[];
  /** Mean of −log of the probability of each token but the first, given those before it; null of one token. */
  readonly natsPerToken: number | null;
}

export interface CheckpointRun {
  /** `asked`: the files are so large that a run waits for a button. */
  readonly phase: 'idle' | 'asked' | 'running' | 'done' | 'failed';
  /** Layers that were run. */
  readonly layers: number;
  /** Tokens that were known from the text before. */
  readonly known: number;
  /** Milliseconds from the start of the run to its end; null before that. */
  readonly ms: number | null;
  /** A sentence; present when failed. */
  readonly error?: string;
}

/** A model of the user's own, run here. Its columns stand among the recordings: see `OpenRecording.kvHeads`. */
export interface CheckpointState {
  /** The name of what is being opened; null if nothing is. */
  readonly opening: string | null;
  readonly model: OpenCheckpoint | null;
  /** "webgl", "WebAssembly SIMD": what computes; null before it started. */
  readonly renderer: string | null;
  /** Null until the text was read by the model's tokenizer. */
  readonly text: CheckpointText | null;
  /** Numbers of KV heads, one a column. */
  readonly kvHeads: readonly number[];
  readonly run: CheckpointRun;
  /** Of the text that was run last, by numbers of KV heads; null until it is known. */
  readonly predictions: readonly CheckpointPrediction[] | null;
}

export const NO_RUN: CheckpointRun = { phase: 'idle', layers: 0, known: 0, ms: null };

export const NO_CHECKPOINT: CheckpointState = {
  opening: null,
  model: null,
  renderer: null,
  text: null,
  kvHeads: [],
  run: NO_RUN,
  predictions: null,
};
