import { MECHANISM_SHORT, shapeOf } from '../../../attention/sharing.ts';
import { INDUCTION_ALONE, type Recipe, SHIPPED_RECIPE } from '../../../attention/trained/recipe.ts';
import { MECHANISMS } from '../../../attention/types.ts';
import type { TrainingPlan } from '../../../engine/training/Training.ts';
import { SIZE_PRESETS, type TrainSetup } from './trainSetup.ts';

const WARM_UP_STEPS = 20;

/** How a set-up's models are trained. */
function recipeOf({ size, task, steps, learningRate, phrasePercent }: TrainSetup): Recipe {
  const { tokensAStep, length } = SIZE_PRESETS[size];
  return {
    steps,
    tokensAStep,
    phrasePercent,
    lengths: [{ until: 1, choices: [length] }],
    questionWeights: task === 'all' ? SHIPPED_RECIPE.questionWeights : INDUCTION_ALONE,
    learningRate,
    warmUpSteps: WARM_UP_STEPS,
  };
}

/** MHA, GQA and MQA side by side: one seed, the same batches. A lane's id is its mechanism. */
export function planOf(setup: TrainSetup): TrainingPlan {
  const sizes = { ...SIZE_PRESETS[setup.size].shape, numKvHeads: setup.numKvHeads };
  return {
    lanes: MECHANISMS.map((mechanism) => ({
      id: mechanism,
      name: MECHANISM_SHORT[mechanism],
      shape: shapeOf(mechanism, sizes),
    })),
    recipe: recipeOf(setup),
    seed: setup.seed,
  };
}
