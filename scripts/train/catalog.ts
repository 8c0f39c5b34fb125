import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { medianAndRange } from '../../src/attention/numbers/medianAndRange.ts';
import { countParameters } from '../../src/attention/trained/shape.ts';
import type { TrainedModel } from '../../src/attention/trained/trainedModel.ts';
import type {
  CatalogModel,
  CatalogTraining,
  MeasuredTrainings,
  TrainedCatalog,
} from '../../src/catalog/trainedModels.ts';
import { readModelFile } from '../../src/takeaway/modelFile.ts';

/** What the two JSON files of `src/catalog` and `public/weights` hold. */
interface Shipment {
  readonly catalog: TrainedCatalog;
  /** The files that ship, by name. */
  readonly weights: ReadonlyMap<string, Uint8Array>;
}

/**
 * The catalog of model `files` of any seeds, and those of them that ship: of each number of KV heads the one whose loss is the
 * median of its seeds'. Trainings that `known` has measured by the same recipe count without their files, unless they would
 * ship. Throws a sentence where two files are of different recipes or sizes, where two are of the same training, or where the
 * file that would ship is missing.
 */
export function shipmentOf(files: readonly Uint8Array[], known?: MeasuredTrainings): Shipment {
  const read = files.map((bytes) => ({ bytes, ...readModelFile(bytes) }));
  const [first] = read;
  if (!first) throw new Error('A catalog needs the files of models.');
  for (const model of read) assertSameRecipe(model, first);
  const { dModel, numHeads } = first.shape;
  const counts = [...new Set(read.map(({ shape }) => shape.numKvHeads))].sort((a, b) => b - a);
  const weights = new Map<string, Uint8Array>();
  const models = counts.map((numKvHeads): CatalogModel => {
    const ofCount = read
      .filter(({ shape }) => shape.numKvHeads === numKvHeads)
      .toSorted((a, b) => a.card.seed - b.card.seed);
    const seeds = ofCount.map(({ card }) => card.seed);
    if (new Set(seeds).size < seeds.length)
      throw new Error(`Two files with ${numKvHeads} KV heads are of the same seed: ${seeds.join(', ')}.`);
    const measured = known && isDeepStrictEqual(known.recipe, first.card.recipe) ? known.trainings[numKvHeads] : [];
    const trainings = [
      ...ofCount.map(({ card: { seed, steps, revision, figures } }) => ({ seed, steps, revision, figures })),
      ...(measured ?? []).filter(({ seed }) => !seeds.includes(seed)),
    ].toSorted((a, b) => a.seed - b.seed);
    const { seed } = medianTraining(trainings);
    const shipped = ofCount.find(({ card }) => card.seed === seed);
    if (!shipped) throw new Error(`With ${numKvHeads} KV heads seed ${seed} ships, and none of the files is of it.`);
    const file = `d${dModel}-h${numHeads}-kv${numKvHeads}-seed${seed}.safetensors`;
    weights.set(file, shipped.bytes);
    return {
      numKvHeads,
      seed,
      file,
      bytes: shipped.bytes.length,
      sha256: sha256(shipped.bytes),
      parameters: countParameters(shipped.shape),
      loss: medianAndRange(trainings.map(lossOf)),
      trainings,
    };
  });
  return { catalog: { dModel, numHeads, recipe: first.card.recipe, models }, weights };
}

/** The training whose loss is the median; of an even number the better of the two in the middle. */
function medianTraining(trainings: readonly CatalogTraining[]): CatalogTraining {
  const byLoss = trainings.toSorted((a, b) => lossOf(a) - lossOf(b));
  return byLoss[Math.floor((byLoss.length - 1) / 2)] as CatalogTraining;
}

function lossOf({ seed, figures }: CatalogTraining): number {
  const loss = figures['loss'];
  if (loss === undefined) throw new Error(`A training of seed ${seed} has no loss in its card.`);
  return loss;
}

/** SHA-256 in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function assertSameRecipe({ shape, card }: TrainedModel, first: TrainedModel): void {
  const { dModel, numHeads } = first.shape;
  if (shape.dModel !== dModel || shape.numHeads !== numHeads)
    throw new Error(
      `d_model ${shape.dModel} with ${shape.numHeads} heads and d_model ${dModel} with ${numHeads} heads are not of one catalog.`,
    );
  if (!isDeepStrictEqual(card.recipe, first.card.recipe))
    throw new Error(
      `The files with ${shape.numKvHeads} and ${first.shape.numKvHeads} KV heads are of different recipes.`,
    );
}
