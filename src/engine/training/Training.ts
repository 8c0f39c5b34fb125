import type { ModelFigures } from '../../attention/trained/figures.ts';
import type { ModelParameters } from '../../attention/trained/parameters.ts';
import type { Recipe } from '../../attention/trained/recipe.ts';
import type { AttentionShape } from '../../attention/types.ts';
import type { Backend } from '../Engine.ts';

/** One of the models that are trained side by side. */
export interface TrainingLane {
  /** What results name it by; unique in its plan. */
  readonly id: string;
  /** For people, e.g. "GQA". */
  readonly name: string;
  readonly shape: AttentionShape;
  /** What it starts from; the plan's seed draws it where there is none. */
  readonly start?: ModelParameters;
}

/** Models that learn from the same batches, which the seed and the recipe decide. */
export interface TrainingPlan {
  readonly lanes: readonly TrainingLane[];
  readonly recipe: Recipe;
  readonly seed: number;
}

export interface TrainingOptions {
  /** `auto` takes the fastest that works, measured with the plan's own sizes. A named one that fails falls back. */
  readonly backend: Backend | 'auto';
  /** Absolute URL of the folder with TensorFlow.js's `.wasm` files; ends in "/". */
  readonly wasmPath: string;
}

/** What computes, and why. */
export interface TrainingStatus {
  readonly backend: Backend;
  /** WebGL's renderer string, or e.g. "WebAssembly SIMD", "JavaScript". */
  readonly renderer: string;
  /** One sentence for the user: what was measured, or what does not work here. */
  readonly reason?: string;
}

/** One step of every lane. */
export interface StepReport {
  /** Steps that are now done. */
  readonly step: number;
  /** By the lanes' ids: how each answered the step's batch before it learned from it. */
  readonly figures: Readonly<Record<string, ModelFigures>>;
  /** Milliseconds of all lanes together. */
  readonly computeMs: number;
}

/** A sentence to look at. */
export interface MapsRequest {
  /** Token keys, at least one: same key, same word vector. */
  readonly keys: readonly string[];
  /** Draws the word vectors. */
  readonly seed: number;
  /** Counted from 0. */
  readonly layer: number;
}

export interface TrainingMaps {
  readonly request: MapsRequest;
  /** Steps that were done. */
  readonly step: number;
  /** By the lanes' ids: [numHeads, T query, T key]; masked cells are exactly 0. */
  readonly cells: Readonly<Record<string, Float32Array>>;
}

/**
 * Trains models a step at a time. Works only while it is asked to, and on one call after the other, in their order. Every
 * method rejects with an `Error` whose message is a sentence for the user.
 */
export interface Training {
  /** Resolves with a sentence once it can't be used any more; never where it is stopped. */
  readonly lost: Promise<string>;
  /** Lets go of what it trained before, and makes the plan's models ready for their first step. */
  begin(plan: TrainingPlan, options: TrainingOptions): Promise<TrainingStatus>;
  /** One step of every lane. Once a loss is no number, or far above that of guessing, it rejects until the next `begin`. */
  advance(): Promise<StepReport>;
  maps(request: MapsRequest): Promise<TrainingMaps>;
  /** By the lanes' ids. */
  parameters(): Promise<Readonly<Record<string, ModelParameters>>>;
  /** By the lanes' ids: figures on sequences that no training sees; see `heldOutFigures`. */
  evaluate(): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>>;
  memory(): Promise<{ readonly numTensors: number; readonly numBytes: number }>;
  /** Frees all it holds; it can't be used afterwards. */
  stop(): void;
}
