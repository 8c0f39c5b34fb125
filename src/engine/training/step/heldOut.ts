import { heldOutBatches } from '../../../attention/trained/batches.ts';
import { figuresOf } from '../../../attention/trained/figures.ts';
import type { ModelParameters } from '../../../attention/trained/parameters.ts';
import type { Recipe } from '../../../attention/trained/recipe.ts';
import { QUESTIONS } from '../../../attention/trained/shape.ts';
import type { AttentionShape } from '../../../attention/types.ts';
import { respondTo } from './evaluate.ts';

/** Of each length: some 8,000 tokens, so that no figure hangs on a few sequences. */
const BATCHES_PER_LENGTH = 8;

/**
 * A model's figures on sequences that no training saw, by the names of its card: `loss` and `accuracy` over all questions,
 * `previous.accuracy` and so on for each, `induction.accuracy.24` and so on for each length.
 *
 * @param lengths only the sequences of these; all of the recipe's by default
 */
export async function heldOutFigures(
  parameters: ModelParameters,
  shape: AttentionShape,
  recipe: Recipe,
  lengths?: readonly number[],
): Promise<Record<string, number>> {
  const batches = heldOutBatches(recipe, shape.dModel, BATCHES_PER_LENGTH).filter(
    ({ length }) => lengths?.includes(length) ?? true,
  );
  const responses = await respondTo(parameters, shape, batches);
  const all = figuresOf(responses, recipe.questionWeights);
  const figures: Record<string, number> = { loss: all.loss, accuracy: all.accuracy };
  for (const question of QUESTIONS) figures[`${question}.accuracy`] = all.questions[question].accuracy;
  for (const length of new Set(batches.map((batch) => batch.length))) {
    const ofLength = responses.filter((_, index) => batches[index]?.length === length);
    figures[`induction.accuracy.${length}`] = figuresOf(ofLength, recipe.questionWeights).questions.induction.accuracy;
  }
  return figures;
}
