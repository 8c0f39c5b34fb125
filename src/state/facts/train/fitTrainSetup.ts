import { MAX_SEED } from '../../../attention/limits.ts';
import { nearestChoice } from '../../../attention/sharing.ts';
import { kvHeadsOf, LEARNING_RATES, STEP_COUNTS, type TrainSetup } from './trainSetup.ts';

/**
 * `asked` with every number moved to the nearest one that is valid; one that is none leaves `current`'s. `asked` itself
 * where that changes nothing.
 */
export function fitTrainSetup(asked: TrainSetup, current: TrainSetup): TrainSetup {
  if (asked === current) return asked;
  const number = (key: 'numKvHeads' | 'learningRate' | 'steps' | 'seed' | 'phrasePercent') =>
    Number.isFinite(asked[key]) ? asked[key] : current[key];
  const fitted: TrainSetup = {
    ...asked,
    numKvHeads: nearestChoice(number('numKvHeads'), kvHeadsOf(asked.size)),
    learningRate: nearestChoice(number('learningRate'), LEARNING_RATES),
    steps: nearestChoice(number('steps'), STEP_COUNTS),
    seed: wholeUpTo(MAX_SEED, number('seed')),
    phrasePercent: wholeUpTo(100, number('phrasePercent')),
  };
  const isCurrent = (Object.keys(fitted) as (keyof TrainSetup)[]).every((key) => fitted[key] === current[key]);
  return isCurrent ? current : fitted;
}

function wholeUpTo(most: number, value: number): number {
  return Math.min(most, Math.max(0, Math.trunc(value)));
}
