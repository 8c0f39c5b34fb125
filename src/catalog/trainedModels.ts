import { type MedianAndRange, medianAndRange } from '../attention/numbers/medianAndRange.ts';
import type { Recipe } from '../attention/trained/recipe.ts';
import type { ModelCard } from '../attention/trained/trainedModel.ts';
import { SHIPPED_MODELS, type ShippedModel } from './shippedModels.ts';
import measured from './trainedModels.json' with { type: 'json' };

/** The models that come with HeadRoom, all of one recipe and one width, with what was measured of them. */
export interface TrainedCatalog {
  readonly dModel: number;
  readonly numHeads: number;
  readonly recipe: Recipe;
  /** From most KV heads to fewest: MHA first, MQA last. */
  readonly models: readonly CatalogModel[];
}

/** One number of KV heads: the file that ships, and what was measured of every training. */
export interface CatalogModel extends ShippedModel {
  /** One training a seed, ascending. The one of `seed` is in the file. */
  readonly trainings: readonly CatalogTraining[];
}

/** One training: how far it went and what was measured of its float16 file on held-out sequences; see `heldOutFigures`. */
export type CatalogTraining = Pick<ModelCard, 'seed' | 'steps' | 'figures' | 'revision'>;

/** What `trainedModels.json` holds: many figures, which the first view has no use for. */
export interface MeasuredTrainings {
  readonly recipe: Recipe;
  /** By the number of KV heads. */
  readonly trainings: Readonly<Record<string, readonly CatalogTraining[]>>;
}

const { recipe, trainings }: MeasuredTrainings = measured;

/** Its files are written by `npm run train -- --catalog` from the models' files, and by nothing else. */
export const TRAINED_MODELS: TrainedCatalog = {
  dModel: SHIPPED_MODELS.dModel,
  numHeads: SHIPPED_MODELS.numHeads,
  recipe,
  models: SHIPPED_MODELS.models.map((model) => ({ ...model, trainings: trainings[model.numKvHeads] ?? [] })),
};

/** The training whose file ships: of the models with so many KV heads the one whose loss is the median. */
export function shippedTraining({ trainings, seed }: CatalogModel): CatalogTraining | undefined {
  return trainings.find((training) => training.seed === seed);
}

/**
 * How a figure of `model`, e.g. `loss`, spreads over its seeds. The median of the losses is the shipped model's own. Throws
 * where no training has such a figure.
 */
export function spreadOf({ trainings, numKvHeads }: CatalogModel, figure: string): MedianAndRange {
  const values = trainings.flatMap(({ figures }) => figures[figure] ?? []);
  if (values.length === 0) throw new Error(`No training with ${numKvHeads} KV heads has the figure "${figure}".`);
  return medianAndRange(values);
}
