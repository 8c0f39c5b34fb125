import { type CatalogModel, type CatalogTraining, shippedTraining, spreadOf } from './trainedModels.ts';

/** Headings of the tables of the models' figures, and the figures' names in the models' cards. */
export const TABLE_FIGURES: Readonly<Record<string, string>> = {
  loss: 'loss',
  accuracy: 'accuracy',
  'induction, 24 tokens': 'induction.accuracy.24',
  'induction, 64 tokens': 'induction.accuracy.64',
  'induction, 128 tokens': 'induction.accuracy.128',
};

/** "0.71 (0.69 to 0.74)": median and range over the seeds; the figure alone if there is one seed. */
export function figureText(model: CatalogModel, figure: string): string {
  const { median, least, most, count } = spreadOf(model, figure);
  const [middle, from, to] = [median, least, most].map((value) => value.toFixed(2));
  return count > 1 ? `${middle} (${from} to ${to})` : `${middle}`;
}

/**
 * Says which seeds the figures of `models` are of, and what `figureText` puts in brackets: "Seed 0 of each", "Medians over seeds 0,
 * 1 and 2, and in brackets the smallest and the largest of them"; if the models differ, that for each number of KV heads:
 * "16 and 4 KV heads: medians over …; 8, 2 and 1 KV heads: seed 0 of each".
 */
export function seedsText(models: readonly CatalogModel[]): string {
  const alike = new Map<string, CatalogModel[]>();
  for (const model of models) {
    const seeds = listOf(model.trainings.map(({ seed }) => seed));
    alike.set(seeds, [...(alike.get(seeds) ?? []), model]);
  }
  const texts = [...alike].map(([seeds, group]) => {
    const isOne = group[0]?.trainings.length === 1;
    const of = isOne
      ? `seed ${seeds}${group.length > 1 ? ' of each' : ''}`
      : `medians over seeds ${seeds}, and in brackets the smallest and the largest of them`;
    return alike.size === 1 ? `${of.charAt(0).toUpperCase()}${of.slice(1)}` : `${kvHeadsOf(group)}: ${of}`;
  });
  return texts.join('; ');
}

/** Says what may be concluded from figures of so many seeds, in sentences. */
export function spreadText(models: readonly CatalogModel[]): string {
  const counts = models.map(({ trainings }) => trainings.length);
  return [
    Math.max(...counts) > 1 && 'If two ranges overlap, these seeds can’t tell the two apart.',
    Math.min(...counts) === 1 && 'One seed says nothing about spread.',
  ]
    .filter((sentence) => sentence !== false)
    .join(' ');
}

function kvHeadsOf(models: readonly CatalogModel[]): string {
  const counts = models.map(({ numKvHeads }) => numKvHeads);
  return `${listOf(counts)} KV ${Math.max(...counts) === 1 ? 'head' : 'heads'}`;
}

function listOf(items: readonly (number | string)[]): string {
  return new Intl.ListFormat('en-GB').format(items.map(String));
}

/** Share of right answers about 24 tokens below which induction was hardly learned; the others have about 0.8 and more. */
const LEARNED = 0.6;

/** True when the shipped model with so many KV heads got stuck before it learned induction. */
export function gotStuck(model: CatalogModel): boolean {
  const training = shippedTraining(model);
  return training !== undefined && hardlyLearned(training);
}

/** Says which seeds' file ships for each number of KV heads: "seed 0 with 16, 4 and 1 KV heads, and seed 1 with 8 KV heads". */
export function shippedSeedsText(models: readonly CatalogModel[]): string {
  const seeds = [...new Set(models.map(({ seed }) => seed))].sort((a, b) => a - b);
  return listOf(seeds.map((seed) => `seed ${seed} with ${kvHeadsOf(models.filter((model) => model.seed === seed))}`));
}

/** Says which trainings got stuck before they learned induction, and whether they ship; undefined if none did. */
export function stuckText(models: readonly CatalogModel[]): string | undefined {
  const stuck = models.flatMap((model) =>
    model.trainings.filter(hardlyLearned).map((training) => ({ model, training, ships: training.seed === model.seed })),
  );
  if (stuck.length === 0) return undefined;
  const which = stuck.map(({ model, training, ships }) => {
    const accuracy = inductionOf(training)?.toFixed(2);
    return `seed ${training.seed} with ${kvHeadsOf([model])} (${accuracy} at 24 tokens${ships ? '; it ships all the same, as the median by loss' : ''})`;
  });
  return `Training can get stuck: ${listOf(which)} hardly learned induction.`;
}

function hardlyLearned(training: CatalogTraining): boolean {
  const induction = inductionOf(training);
  return induction !== undefined && induction < LEARNED;
}

function inductionOf({ figures }: CatalogTraining): number | undefined {
  return figures['induction.accuracy.24'];
}
