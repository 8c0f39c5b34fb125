import { MECHANISM_SHORT } from '../../../attention/sharing.ts';
import { CONVERSIONS, type Conversion, convertModel } from '../../../attention/trained/convert.ts';
import type { Recipe } from '../../../attention/trained/recipe.ts';
import type { ModelSet } from '../../../attention/trained/trainedModel.ts';
import type { TrainingPlan } from '../../../engine/training/Training.ts';
import type { UptrainPercent } from './trainSetup.ts';

/** What an MHA can become. */
export type ConversionTarget = 'gqa' | 'mqa';

/** One converted model: what it becomes, and where its K and V start. */
export interface ConversionLane {
  /** Its lane of the plan. */
  readonly id: string;
  readonly target: ConversionTarget;
  readonly numKvHeads: number;
  readonly rule: Conversion;
}

/** The lane of the MHA itself, which is trained on as long as the others: what more training alone does. */
export const CONTROL_LANE = 'mha';

/** Of the rate that the models were trained with: the weights are good already, and only K and V have to be found anew. */
const RATE_SHARE = 1 / 3;

/** Each rule for each target of `set` that has fewer KV heads than its MHA; a GQA of one KV head is its MQA. */
export function conversionLanes({ models: { mha, gqa } }: ModelSet): ConversionLane[] {
  const counts: Readonly<Record<ConversionTarget, number>> = { gqa: gqa.shape.numKvHeads, mqa: 1 };
  const isNew = (count: number) => count > 1 && count < mha.shape.numKvHeads;
  const targets: readonly ConversionTarget[] = isNew(counts.gqa) ? ['gqa', 'mqa'] : ['mqa'];
  return targets.flatMap((target) =>
    CONVERSIONS.map((rule) => ({ id: `${target} ${rule}`, target, numKvHeads: counts[target], rule })),
  );
}

/** How converted models are trained on: by the recipe of their MHA, for `percent` of its steps and at a third of its rate. */
function uptrainingRecipe({ models: { mha } }: ModelSet, percent: UptrainPercent): Recipe {
  const { recipe, steps: trained } = mha.card;
  const steps = Math.max(1, Math.round((trained * percent) / 100));
  return {
    ...recipe,
    steps,
    learningRate: recipe.learningRate * RATE_SHARE,
    warmUpSteps: Math.min(recipe.warmUpSteps, Math.ceil(steps / 10)),
  };
}

/** All conversions of the MHA of `set`, and the MHA itself, on the same batches: others than those that it was trained on. */
export function conversionPlan(set: ModelSet, percent: UptrainPercent): TrainingPlan {
  const { shape, parameters, card } = set.models.mha;
  const converted = conversionLanes(set).map(({ id, target, numKvHeads, rule }) => ({
    id,
    name: `${MECHANISM_SHORT[target]} by ${rule}`,
    shape: { ...shape, numKvHeads },
    start: convertModel(parameters, shape, { numKvHeads, rule, seed: card.seed }),
  }));
  return {
    lanes: [...converted, { id: CONTROL_LANE, name: MECHANISM_SHORT.mha, shape, start: parameters }],
    recipe: uptrainingRecipe(set, percent),
    seed: (card.seed + 1) % 2 ** 32,
  };
}
