import type { CheckpointConfig } from '../../attention/checkpoint/config.ts';
import type { EngineMemory, EngineOptions, EngineStatus } from '../Engine.ts';
import type { PassLayer } from './ModelPass.ts';
import type { Prediction } from './NextTokens.ts';

export type { PassLayer, Prediction };

/** A model of the user's own, found and checked: see `openCheckpoint`. */
export interface RunnableModel {
  readonly config: CheckpointConfig;
  /** The files with its weights, which are read by slices. */
  readonly weights: readonly Blob[];
  /** Layers that are there, from the first on. */
  readonly wholeLayers: number;
}

/** What computes, and why. */
export type RunnerStatus = Pick<EngineStatus, 'backend' | 'renderer' | 'fallbackReason'>;

/** What the backend holds between two questions. */
export type RunnerMemory = Pick<EngineMemory, 'numTensors' | 'numBytes' | 'numBytesInGPU'>;

/** A text that was begun. */
export interface BegunText {
  /** Tokens that are known from the text before, in every number of KV heads: their keys and values are cached. */
  readonly known: number;
}

/**
 * Runs texts through a model whose weights stay in their files. Works only while it is asked to: `begin`, then `runLayer` for
 * each layer in order, then `predict`. A `begin` ends what is under way, which rejects with an error named "AbortError". Every
 * method rejects with an `Error` whose message is a sentence for the user.
 */
export interface ModelRunner {
  /** Resolves with a sentence once it can't be used any more; never if it is stopped. */
  readonly lost: Promise<string>;
  /** Takes a model in place of the one before. `auto` is WebGL on a GPU, and WebAssembly if a CPU plays the GPU's part. */
  open(model: RunnableModel, options: EngineOptions): Promise<RunnerStatus>;
  /** @param kvHeads numbers of KV heads to run the text with, at once; see `kvHeadChoices` */
  begin(ids: readonly number[], kvHeads: readonly number[]): Promise<BegunText>;
  /** @param index counted from 0 */
  runLayer(index: number): Promise<void>;
  /** Maps and vectors of a layer that was run. With more KV heads than the model has, those of its own: heads are copied. */
  layer(numKvHeads: number, index: number): Promise<PassLayer>;
  /** The likeliest next tokens, once all layers were run; rejects if the files lack what that takes. */
  predict(): Promise<readonly Prediction[]>;
  memory(): Promise<RunnerMemory>;
  /** Frees all it holds; it can't be used afterwards. */
  stop(): void;
}
