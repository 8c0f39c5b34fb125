import type { ModelParameters } from '../trained/parameters.ts';
import type { AttentionShape, Mechanism, RunConfig } from '../types.ts';

/** As much of a trained model as computes: its sizes, and its arrays by the names of `parameterList`. */
export interface Model {
  readonly shape: AttentionShape;
  readonly parameters: ModelParameters;
}

/** One question to the engine. */
export interface RunRequest {
  /** Token keys, 1 … 2,048 of them: same key, same embedding. */
  readonly tokens: readonly string[];
  readonly config: RunConfig;
  /** The mechanisms on screen: only these are computed. */
  readonly mechanisms: readonly Mechanism[];
  /** The most cells along its side that a map on screen can show; see `mapStride`. */
  readonly mapSide: number;
}
