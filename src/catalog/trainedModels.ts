import type { Recipe } from '../attention/trained/recipe.ts';
import type { ModelCard } from '../attention/trained/trainedModel.ts';
import catalog from './trainedModels.json' with { type: 'json' };

/** The models that come with HeadRoom: all of one recipe and one width, told apart by their KV heads. */
export interface TrainedCatalog {
  readonly dModel: number;
  readonly numHeads: number;
  readonly recipe: Recipe;
  /** From most KV heads to fewest: MHA first, MQA last. */
  readonly models: readonly CatalogModel[];
}

/** One number of KV heads: the file that ships, and what was measured of every training. */
export interface CatalogModel {
  readonly numKvHeads: number;
  /** The file's name in the folder `weights/` beside the page: the training of seed 0, in float16. */
  readonly file: string;
  /** Its size. */
  readonly bytes: number;
  /** Its SHA-256, in hexadecimal: what is loaded is used only if it has this hash. */
  readonly sha256: string;
  /** Of the whole model, both layers and all five readouts. */
  readonly parameters: number;
  /** One training a seed, ascending. The first, of seed 0, is the one in the file. */
  readonly trainings: readonly CatalogTraining[];
}

/** One training: how far it went and what was measured of its float16 file on held-out sequences; see `heldOutFigures`. */
type CatalogTraining = Pick<ModelCard, 'seed' | 'steps' | 'figures' | 'revision'>;

/** Written by `npm run train -- --catalog` from the models' files, and by nothing else. */
export const TRAINED_MODELS: TrainedCatalog = catalog;

/** The shipped model with so many KV heads; none where there is no such file. */
export function shippedModel(numKvHeads: number): CatalogModel | undefined {
  return TRAINED_MODELS.models.find((model) => model.numKvHeads === numKvHeads);
}

/** One figure over the trainings of several seeds. */
export interface Spread {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** How many trainings it is of. */
  readonly trainings: number;
}

/** How a figure of `model`, e.g. `loss`, spreads over its seeds. Throws where no training has such a figure. */
export function spreadOf({ trainings, numKvHeads }: CatalogModel, figure: string): Spread {
  const values = trainings.flatMap(({ figures }) => figures[figure] ?? []);
  if (values.length === 0) throw new Error(`No training with ${numKvHeads} KV heads has the figure "${figure}".`);
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    min: Math.min(...values),
    max: Math.max(...values),
    trainings: values.length,
  };
}
