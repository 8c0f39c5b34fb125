import type { Recipe } from '../attention/trained/recipe.ts';
import { QUESTIONS } from '../attention/trained/shape.ts';

/** Fields of a recipe that are one positive number each. */
const NUMBERS = ['steps', 'tokensAStep', 'learningRate'] as const;

/**
 * The recipe that a model's file holds as JSON. Throws a sentence where it is none: what continues a training by it must be
 * able to rely on it.
 */
export function readRecipe(json: unknown): Recipe {
  const recipe = json as Partial<Recipe> | null;
  for (const name of NUMBERS) if (!isPositive(recipe?.[name])) throw new Error(`The file's recipe has no ${name}.`);
  if (!isShare(recipe?.phrasePercent, 100)) throw new Error("The file's recipe has no phrasePercent.");
  if (!isShare(recipe?.warmUpSteps, Number.MAX_SAFE_INTEGER)) throw new Error("The file's recipe has no warmUpSteps.");
  const weights: Partial<Record<string, unknown>> = recipe?.questionWeights ?? {};
  if (!QUESTIONS.every((question) => isShare(weights[question], Number.MAX_VALUE)))
    throw new Error("The file's recipe does not weight all the questions.");
  const stages = recipe?.lengths;
  const isStage = ({ until, choices }: Partial<Recipe['lengths'][number]>) =>
    isShare(until, 1) && Array.isArray(choices) && choices.length > 0 && choices.every((length) => isLength(length));
  if (!Array.isArray(stages) || stages.length === 0 || !stages.every((stage) => isStage(stage ?? {})))
    throw new Error("The file's recipe names no sequence lengths.");
  return recipe as Recipe;
}

function isPositive(value: unknown): boolean {
  return Number.isFinite(value) && (value as number) > 0;
}

/** 0 … `most` */
function isShare(value: unknown, most: number): boolean {
  return Number.isFinite(value) && (value as number) >= 0 && (value as number) <= most;
}

function isLength(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
