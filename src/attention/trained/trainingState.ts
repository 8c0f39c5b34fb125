import type { AttentionShape } from '../types.ts';
import { flatten, initialParameters, type ModelParameters } from './parameters.ts';

/** Where a training stands: with the shape, the recipe and the seed it decides every later step. */
export interface TrainingState {
  /** Steps that were done. */
  readonly step: number;
  /** All parameters, flat; see `flatten`. */
  readonly parameters: Float32Array;
  /** Adam's moments of each parameter. */
  readonly firstMoment: Float32Array;
  readonly secondMoment: Float32Array;
}

/** The start of a training: from `parameters`, which the seed draws where there are none. */
export function startOfTraining(
  shape: AttentionShape,
  seed: number,
  parameters: ModelParameters = initialParameters(shape, seed),
): TrainingState {
  const flat = flatten(parameters, shape);
  return {
    step: 0,
    parameters: flat,
    firstMoment: new Float32Array(flat.length),
    secondMoment: new Float32Array(flat.length),
  };
}
