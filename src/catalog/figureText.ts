import { type CatalogModel, spreadOf } from './trainedModels.ts';

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

/** Share of right answers about 24 tokens below which induction was hardly learned; the others have about 0.8 and more. */
const LEARNED = 0.6;

/** What is to be said where shipped models got stuck before they learned induction; undefined where none did. */
export function stuckText(models: readonly CatalogModel[]): string | undefined {
  const stuck = models.flatMap(({ numKvHeads, trainings }) => {
    const induction = trainings[0]?.figures['induction.accuracy.24'];
    if (induction === undefined || induction >= LEARNED) return [];
    return [`with ${numKvHeads} KV ${numKvHeads === 1 ? 'head' : 'heads'} (${induction.toFixed(2)} at 24 tokens)`];
  });
  if (stuck.length === 0) return undefined;
  const which = new Intl.ListFormat('en-GB').format(stuck);
  return `A training may get stuck: of the shipped models, that ${which} hardly learned induction. It ships all the same, because what ships is seed 0 of each.`;
}
