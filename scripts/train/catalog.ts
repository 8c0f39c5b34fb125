import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { countParameters } from '../../src/attention/trained/shape.ts';
import type { TrainedModel } from '../../src/attention/trained/trainedModel.ts';
import type { CatalogModel, TrainedCatalog } from '../../src/catalog/trainedModels.ts';
import { readModelFile } from '../../src/takeaway/modelFile.ts';

/** The seed whose files ship: the first, not the prettiest. */
const SHIPPED_SEED = 0;

/** What the two JSON files of `src/catalog` and `public/weights` hold. */
interface Shipment {
  readonly catalog: TrainedCatalog;
  /** The files that ship, by name. */
  readonly weights: ReadonlyMap<string, Uint8Array>;
}

/**
 * The catalog of model `files` of any seeds, and those of them that ship. Throws a sentence where two files are of different
 * recipes or sizes, where two are of the same training, or where a number of KV heads has no file of seed 0.
 */
export function shipmentOf(files: readonly Uint8Array[]): Shipment {
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
    const shipped = ofCount.find(({ card }) => card.seed === SHIPPED_SEED);
    if (!shipped) throw new Error(`No file with ${numKvHeads} KV heads is of seed ${SHIPPED_SEED}, which ships.`);
    const file = `d${dModel}-h${numHeads}-kv${numKvHeads}-seed${SHIPPED_SEED}.safetensors`;
    weights.set(file, shipped.bytes);
    return {
      numKvHeads,
      file,
      bytes: shipped.bytes.length,
      sha256: sha256(shipped.bytes),
      parameters: countParameters(shipped.shape),
      trainings: ofCount.map(({ card: { seed, steps, revision, figures } }) => ({ seed, steps, revision, figures })),
    };
  });
  return { catalog: { dModel, numHeads, recipe: first.card.recipe, models }, weights };
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
