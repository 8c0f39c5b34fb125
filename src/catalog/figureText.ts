import { type CatalogModel, spreadOf } from './trainedModels.ts';

/** Headings of the tables of the models' figures, and the figures' names in the models' cards. */
export const TABLE_FIGURES: Readonly<Record<string, string>> = {
  loss: 'loss',
  accuracy: 'accuracy',
  'induction, 24 tokens': 'induction.accuracy.24',
  'induction, 64 tokens': 'induction.accuracy.64',
  'induction, 128 tokens': 'induction.accuracy.128',
};

/** "0.71 (0.69 to 0.74)": mean and range over the seeds; the mean alone if there is one seed. */
export function figureText(model: CatalogModel, figure: string): string {
  const { mean, min, max, trainings } = spreadOf(model, figure);
  const [middle, least, most] = [mean, min, max].map((value) => value.toFixed(2));
  return trainings > 1 ? `${middle} (${least} to ${most})` : `${middle}`;
}

/**
 * Says which seeds the figures of `models` are of, and what `figureText` puts in brackets: "Seed 0 of each", "Means over seeds 0, 1
 * and 2, and in brackets the smallest and the largest of them"; if the models differ, that for each number of KV heads:
 * "16 and 4 KV heads: means over …; 8, 2 and 1 KV heads: seed 0 of each".
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
      : `means over seeds ${seeds}, and in brackets the smallest and the largest of them`;
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

function listOf(numbers: readonly number[]): string {
  return new Intl.ListFormat('en-GB').format(numbers.map(String));
}

/** Share of right answers about 24 tokens below which induction was hardly learned; the others have about 0.8 and more. */
const LEARNED = 0.6;

/** True when the shipped model with so many KV heads got stuck before it learned induction. */
export function gotStuck({ trainings }: CatalogModel): boolean {
  const induction = inductionOf(trainings);
  return induction !== undefined && induction < LEARNED;
}

function inductionOf(trainings: CatalogModel['trainings']): number | undefined {
  return trainings[0]?.figures['induction.accuracy.24'];
}

/** Says which shipped models got stuck before they learned induction; undefined if none did. */
export function stuckText(models: readonly CatalogModel[]): string | undefined {
  const stuck = models.filter(gotStuck).map(({ numKvHeads, trainings }) => {
    const heads = `${numKvHeads} KV ${numKvHeads === 1 ? 'head' : 'heads'}`;
    return `with ${heads} (${inductionOf(trainings)?.toFixed(2)} at 24 tokens)`;
  });
  if (stuck.length === 0) return undefined;
  const which = new Intl.ListFormat('en-GB').format(stuck);
  return `Training can get stuck: of the shipped models, the one ${which} hardly learned induction. It ships all the same, because seed 0 of each is what ships.`;
}
