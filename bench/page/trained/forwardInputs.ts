import type { ModelParameters } from '../../../src/attention/trained/parameters.ts';
import type { AttentionShape } from '../../../src/attention/types.ts';

/** A model of the shipped GQA's sizes; what it learned costs no time. */
export interface ForwardInputs {
  readonly shape: AttentionShape;
  readonly parameters: ModelParameters;
  /** Other words each time, so that nothing is known from the time before. */
  readonly textOf: (run: number) => readonly string[];
}

/** Goes through the whole model; resolves with the second layer's maps, once the stream of the last token is there, too. */
export type Forward = (run: number) => Promise<Float32Array>;
