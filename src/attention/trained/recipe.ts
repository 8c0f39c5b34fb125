import type { Question } from './shape.ts';

/** How a model is trained. Two models of one recipe and one seed see the same batches. */
export interface Recipe {
  readonly steps: number;
  /** Tokens of one step: ⌊tokensAStep / T⌋ sequences of T tokens. */
  readonly tokensAStep: number;
  /** Percent of the sequences that repeat a phrase; the others are Zipf-like text. */
  readonly phrasePercent: number;
  /** The lengths T that sequences are drawn with until `until`, a share of all steps; ascending, the last `until` is 1. */
  readonly lengths: readonly { readonly until: number; readonly choices: readonly number[] }[];
  /** What each question's cross-entropy counts for; 0 leaves it out. */
  readonly questionWeights: Readonly<Record<Question, number>>;
  /** The highest rate, after the warm-up. */
  readonly learningRate: number;
  readonly warmUpSteps: number;
}

/** The recipe of the shipped models: five questions, growing lengths, 2,500 steps of 1,024 tokens. */
export const SHIPPED_RECIPE: Recipe = {
  steps: 2500,
  tokensAStep: 1024,
  phrasePercent: 60,
  lengths: [
    { until: 0.3, choices: [16, 24, 32] },
    { until: 0.5, choices: [16, 24, 32, 48, 64] },
    { until: 1, choices: [24, 32, 48, 64, 96, 128] },
  ],
  questionWeights: { previous: 1, twoBack: 1, first: 1, mark: 1, induction: 2 },
  learningRate: 3e-3,
  warmUpSteps: 100,
};

/** Weights of questions that ask for induction and nothing else: what a small model learns in seconds. */
export const INDUCTION_ALONE: Recipe['questionWeights'] = { previous: 0, twoBack: 0, first: 0, mark: 0, induction: 1 };

/** The learning rate falls to this share of its highest. */
const FINAL_SHARE = 0.05;

/** Learning rate of `step` (0 … steps − 1): linear warm-up, then half a cosine down to 5 %. */
export function learningRateAt(recipe: Recipe, step: number): number {
  const { learningRate, warmUpSteps, steps } = recipe;
  if (step < warmUpSteps) return (learningRate * (step + 1)) / warmUpSteps;
  const progress = (step - warmUpSteps) / Math.max(1, steps - warmUpSteps);
  return learningRate * (FINAL_SHARE + (1 - FINAL_SHARE) * 0.5 * (1 + Math.cos(Math.PI * progress)));
}

/** The lengths that sequences of `step` are drawn with. */
export function lengthsAt({ lengths, steps }: Recipe, step: number): readonly number[] {
  const stage = lengths.find(({ until }) => step < until * steps) ?? lengths.at(-1);
  if (!stage) throw new Error('The recipe names no sequence lengths.');
  return stage.choices;
}
