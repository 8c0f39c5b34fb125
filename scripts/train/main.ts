import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ENGLISH_SENTENCES } from '../../src/attention/labels/sentences.ts';
import { type ModelParameters, unflatten } from '../../src/attention/trained/parameters.ts';
import type { Recipe } from '../../src/attention/trained/recipe.ts';
import type { AttentionShape } from '../../src/attention/types.ts';
import type { ShippedCatalog } from '../../src/catalog/shippedModels.ts';
import measuredTrainings from '../../src/catalog/trainedModels.json' with { type: 'json' };
import { labelModel } from '../../src/engine/questions/labelModel.ts';
import { startWasmInNode } from '../../src/engine/training/nodeWasm.ts';
import { heldOutFigures } from '../../src/engine/training/step/heldOut.ts';
import { Trainer } from '../../src/engine/training/step/Trainer.ts';
import { modelFile, readModelFile } from '../../src/takeaway/modelFile.ts';
import { CARD_DOCUMENTS, cardTable, withCardTable } from './cardTable.ts';
import { shipmentOf } from './catalog.ts';
import { catalogFiles } from './catalogFiles.ts';
import { loadCheckpoint, saveCheckpoint } from './checkpoint.ts';
import { headOrders, headOrdersText, VECTOR_SEED } from './headOrders.ts';
import { readOptions, type TrainOptions } from './options.ts';
import { ProgressLines, printFigures, printLabels } from './report.ts';

const WEIGHTS = 'public/weights';
const CATALOG = 'src/catalog';
const CHECKPOINT_EVERY = 100;

try {
  const options = readOptions(process.argv.slice(2));
  if (options.catalog) writeCatalog(options.catalog);
  await startWasmInNode();
  if (options.catalog || options.order) await writeHeadOrder();
  else {
    // Asked before the training: hours later the commit may be another.
    const revision = currentRevision();
    if (options.evaluate === undefined) await writeModel(options, await train(options), revision);
    else await evaluateFile(options.evaluate);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** Trains to the end, from where an earlier run was cut off; resolves with the parameters. */
async function train({ shape, recipe, seed, checkpoint }: TrainOptions): Promise<ModelParameters> {
  const setup = { shape, recipe, seed };
  const trainer = new Trainer(setup, loadCheckpoint(checkpoint, setup));
  const progress = new ProgressLines(recipe.steps, trainer.step);
  while (trainer.step < recipe.steps) {
    progress.add(await trainer.advance(), trainer.step);
    if (trainer.step % CHECKPOINT_EVERY === 0 || trainer.step === recipe.steps)
      saveCheckpoint(checkpoint, setup, await trainer.state());
  }
  const { parameters } = await trainer.state();
  trainer.dispose();
  return unflatten(parameters, shape);
}

/** Rounds the parameters as the file will, measures those, and writes the file with what was measured. */
async function writeModel(
  { shape, recipe, seed, out }: TrainOptions,
  parameters: ModelParameters,
  revision: string,
): Promise<void> {
  const card = { recipe, seed, steps: recipe.steps, figures: {}, revision };
  const rounded = readModelFile(modelFile({ shape, parameters, card }));
  const figures = await measure(rounded.parameters, shape, recipe);
  mkdirSync(dirname(out), { recursive: true });
  const file = modelFile({ ...rounded, card: { ...card, figures } });
  writeFileSync(out, file);
  console.log(`${out}: ${file.length.toLocaleString('en')} bytes`);
}

/**
 * Writes what ships: the catalog of the models in `paths` and of the trainings that it has already, the files of the median
 * seeds in place of those before, and the table in the documents.
 */
function writeCatalog(paths: readonly string[]): void {
  const { catalog, weights } = shipmentOf(
    paths.map((path) => readFileSync(path)),
    measuredTrainings,
  );
  mkdirSync(WEIGHTS, { recursive: true });
  for (const name of readdirSync(WEIGHTS)) if (!weights.has(name)) rmSync(join(WEIGHTS, name));
  for (const [name, file] of weights) writeFileSync(join(WEIGHTS, name), file);
  const { shipped, measured } = catalogFiles(catalog);
  writeJson(join(CATALOG, 'shippedModels.json'), shipped);
  writeJson(join(CATALOG, 'trainedModels.json'), measured);
  for (const path of CARD_DOCUMENTS) writeFileSync(path, withCardTable(readFileSync(path, 'utf8'), cardTable(catalog)));
  for (const { file, bytes, trainings } of catalog.models)
    console.log(
      `${file}: ${bytes.toLocaleString('en')} bytes; of seeds ${trainings.map(({ seed }) => seed).join(', ')}`,
    );
}

/** Writes in which order heads stand on screen, of the models that ship. */
async function writeHeadOrder(): Promise<void> {
  const shipped: ShippedCatalog = JSON.parse(readFileSync(join(CATALOG, 'shippedModels.json'), 'utf8'));
  const names = shipped.models.map(({ file }) => file);
  const orders = await headOrders(new Map(names.map((name) => [name, readFileSync(join(WEIGHTS, name))])));
  writeFileSync(join(CATALOG, 'headOrder.json'), headOrdersText(orders));
}

function writeJson(path: string, content: unknown): void {
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
}

async function evaluateFile(path: string): Promise<void> {
  const { shape, parameters, card } = readModelFile(readFileSync(path));
  await measure(parameters, shape, card.recipe);
}

/** Prints what the model's card says, and what its heads do on English; resolves with the card's figures. */
async function measure(parameters: ModelParameters, shape: AttentionShape, recipe: Recipe) {
  const figures = await heldOutFigures(parameters, shape, recipe);
  printFigures(figures);
  for (const sentence of ENGLISH_SENTENCES)
    printLabels(sentence, await labelModel(parameters, shape, sentence.split(' '), VECTOR_SEED));
  return figures;
}

/** The commit that this is; "+" after it where files were changed since. */
function currentRevision(): string {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--', 'src/attention', 'src/engine', 'scripts/train');
  return `${git('rev-parse', '--short=12', 'HEAD')}${changed ? '+' : ''}`;
}
