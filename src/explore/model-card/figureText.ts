import { type CatalogModel, spreadOf } from '../../catalog/trainedModels.ts';

/** "0.71 (0.69 to 0.74)": mean and range over the seeds; the mean alone where there is one seed. */
export function figureText(model: CatalogModel, figure: string): string {
  const { mean, min, max, trainings } = spreadOf(model, figure);
  const [middle, least, most] = [mean, min, max].map((value) => value.toFixed(2));
  return trainings > 1 ? `${middle} (${least} to ${most})` : `${middle}`;
}

/** "0, 1 and 2": the seeds that every model of `models` was trained with. */
export function seedsText(models: readonly CatalogModel[]): string {
  const [first, ...others] = models.map(({ trainings }) => trainings.map(({ seed }) => seed));
  const shared = (first ?? []).filter((seed) => others.every((seeds) => seeds.includes(seed)));
  return new Intl.ListFormat('en-GB').format(shared.map(String));
}
