import { formatCount } from '../../attention/numbers/format.ts';
import type { ModelSet } from '../../attention/trained/trainedModel.ts';
import { spreadText, stuckText } from '../../catalog/figureText.ts';
import { TRAINED_MODELS } from '../../catalog/trainedModels.ts';
import type { LossSubject } from './LossFigure.tsx';
import { catalogPoints, setPoints } from './pointsOf.ts';

const { dModel, numHeads, recipe, models } = TRAINED_MODELS;

export const SHIPPED_LOSS: LossSubject = {
  title: 'Measured loss of the shipped models, against KV cache',
  fileName: 'headroom-loss',
  settings: [`d_model ${dModel}`, `${numHeads} query heads`, `${formatCount(recipe.steps)} steps`],
  points: catalogPoints(TRAINED_MODELS),
};

/** What the shipped models' losses do not say, in sentences. */
export const SHIPPED_CAUTION = [spreadText(models), stuckText(models)].filter(Boolean).join(' ');

/** The losses of a set that the user trained or opened. */
export function ownLoss({ title, models: own }: ModelSet): LossSubject {
  return {
    title: 'Measured loss of your own models, against KV cache',
    fileName: 'headroom-own-loss',
    settings: [title],
    points: setPoints(own),
  };
}
