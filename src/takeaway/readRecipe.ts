import { formatCount } from '../attention/numbers/format.ts';
import type { Recipe } from '../attention/trained/recipe.ts';
import { QUESTIONS, type Question } from '../attention/trained/shape.ts';

/** Four hundred times the shipped models'. What trains a file's model on does a share of them, and is to end some day. */
export const MOST_STEPS = 1_000_000;
/** Sixteen times the shipped models'. A step's arrays grow with them, and the browser's memory does not. */
const MOST_TOKENS_A_STEP = 16_384;
/** Adam moves each weight by about the rate: more than 1 a step leaves nothing of what was learned. */
const LEAST_RATE = 1e-8;
const MOST_RATE = 1;
/** Beside the largest weight, a question of a millionth of it counts for nothing; sums of them stay finite. */
const MOST_QUESTION_WEIGHT = 1e6;
const LEAST_QUESTION_WEIGHT = 1e-6;
/** What sequences are made for, and what fits in memory: attention's weights grow with its square. */
const LEAST_LENGTH = 8;
const MOST_LENGTH = 256;
/** Of stages, and of lengths in each. */
const MOST_CHOICES = 16;

/**
 * The recipe that a model's file holds as JSON. Throws a sentence where it is none: what continues a training by it must be
 * able to rely on it. Anybody can have written the file: numbers that no browser could train with are refused as well.
 */
export function readRecipe(json: unknown): Recipe {
  const recipe = json as Partial<Recipe> | null;
  const assert = (isGood: boolean, name: keyof Recipe) => {
    if (!isGood) throw new Error(`The file's recipe has no ${name}.`);
  };
  assert(isWhole(recipe?.steps, 1, MOST_STEPS), 'steps');
  assert(isWhole(recipe?.tokensAStep, LEAST_LENGTH, MOST_TOKENS_A_STEP), 'tokensAStep');
  assert(isNumber(recipe?.learningRate, -Infinity, Infinity), 'learningRate');
  if (!isNumber(recipe?.learningRate, LEAST_RATE, MOST_RATE))
    throw new Error(
      `The file's recipe has a learning rate of ${recipe?.learningRate}, which nothing can be trained with: ${LEAST_RATE} to ${MOST_RATE} can.`,
    );
  assert(isNumber(recipe?.phrasePercent, 0, 100), 'phrasePercent');
  assert(isWhole(recipe?.warmUpSteps, 0, MOST_STEPS), 'warmUpSteps');
  const weights: Partial<Record<string, unknown>> = recipe?.questionWeights ?? {};
  if (!QUESTIONS.every((question) => isNumber(weights[question], 0, MOST_QUESTION_WEIGHT)))
    throw new Error(
      `The file's recipe does not weight all the questions, from 0 to ${formatCount(MOST_QUESTION_WEIGHT)}.`,
    );
  if (!QUESTIONS.some((question) => isNumber(weights[question], LEAST_QUESTION_WEIGHT, MOST_QUESTION_WEIGHT)))
    throw new Error("The file's recipe weights no question, so there is nothing to learn.");
  // A step without a sequence would learn from nothing.
  const longest = Math.min(MOST_LENGTH, recipe?.tokensAStep ?? 0);
  const isStage = ({ until, choices }: Partial<Recipe['lengths'][number]>) =>
    isNumber(until, 0, 1) && isSome(choices) && choices.every((length) => isWhole(length, LEAST_LENGTH, longest));
  const stages = recipe?.lengths;
  if (!isSome(stages) || !stages.every((stage) => isStage(stage ?? {})))
    throw new Error(`The file's recipe names no sequence lengths from ${LEAST_LENGTH} to ${longest}.`);
  return copyOf(recipe as Recipe);
}

/** What else the file says is left out: it may be anything, of any size and depth, and goes from thread to thread. */
function copyOf({ steps, tokensAStep, phrasePercent, lengths, ...recipe }: Recipe): Recipe {
  const weights = QUESTIONS.map((question) => [question, recipe.questionWeights[question]] as const);
  return {
    steps,
    tokensAStep,
    phrasePercent,
    lengths: lengths.map(({ until, choices }) => ({ until, choices: [...choices] })),
    questionWeights: Object.fromEntries(weights) as Record<Question, number>,
    learningRate: recipe.learningRate,
    warmUpSteps: recipe.warmUpSteps,
  };
}

function isNumber(value: unknown, least: number, most: number): boolean {
  return Number.isFinite(value) && (value as number) >= least && (value as number) <= most;
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && isNumber(value, least, most);
}

function isSome<Item>(list: readonly Item[] | undefined): list is readonly Item[] {
  return Array.isArray(list) && list.length > 0 && list.length <= MOST_CHOICES;
}
