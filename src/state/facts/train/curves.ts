import type { ModelFigures } from '../../../attention/trained/figures.ts';
import { MECHANISMS, type Mechanism } from '../../../attention/types.ts';

/** What is read off a batch before each step. */
export type Measure = 'loss' | 'accuracy' | 'induction';

/**
 * One model's figures: element s is of the batch of step s + 1, before the model learned from it. Of each array only the
 * first `steps` elements are meant: later ones may be written to while training goes on. NaN where nothing was asked.
 */
export interface Curve extends Readonly<Record<Measure, Float32Array>> {
  readonly steps: number;
}

export type Curves = Readonly<Record<Mechanism, Curve>>;

/** Grows with each step; every snapshot shares its arrays. */
export interface CurveRecorder {
  add(figures: Readonly<Record<string, ModelFigures>>): void;
  snapshot(): Curves;
}

/** @param most steps that there will be */
export function curveRecorder(most: number): CurveRecorder {
  let steps = 0;
  const arrays = Object.fromEntries(MECHANISMS.map((mechanism) => [mechanism, newArrays(most)])) as Record<
    Mechanism,
    Record<Measure, Float32Array>
  >;
  return {
    add(figures) {
      for (const mechanism of MECHANISMS) {
        const ofModel = figures[mechanism];
        if (!ofModel) throw new Error(`No figures of ${mechanism} came with step ${steps + 1}.`);
        const { loss, accuracy, induction } = arrays[mechanism];
        loss[steps] = ofModel.loss;
        accuracy[steps] = ofModel.accuracy;
        induction[steps] = ofModel.questions.induction.accuracy;
      }
      steps++;
    },
    snapshot: () =>
      Object.fromEntries(
        MECHANISMS.map((mechanism) => [mechanism, { steps, ...arrays[mechanism] }]),
      ) as unknown as Curves,
  };
}

function newArrays(length: number): Record<Measure, Float32Array> {
  return {
    loss: new Float32Array(length),
    accuracy: new Float32Array(length),
    induction: new Float32Array(length),
  };
}
