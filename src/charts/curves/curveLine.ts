import type { Mechanism } from '../../attention/types.ts';

/** One model's curve. */
export interface CurveLine {
  /** Decides colour and dashes. */
  readonly mechanism: Mechanism;
  /** What stands at its end, e.g. "GQA · 2 KV". */
  readonly name: string;
  /** Value `index` is of step `index + 1`; NaN where there is none. Only the first `steps` are meant. */
  readonly values: Float32Array;
  readonly steps: number;
}

export type StepAxis = 'linear' | 'log';

/** What a curve's values are measured in. */
export interface CurveScale {
  /** The axis's name, e.g. "loss (nats)". */
  readonly name: string;
  /** Where guessing would be, and what stands there. */
  readonly chance: { readonly value: number; readonly label: string };
  /** The axis reaches this far, or as far as the curves do. */
  readonly most: number;
  readonly format: (value: number) => string;
}
