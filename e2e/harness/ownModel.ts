import { type CheckpointConfig, kvHeadChoices } from '../../src/attention/checkpoint/config.ts';
import { planOf } from '../../src/attention/checkpoint/plan.ts';
import { type ReferencePass, referencePass } from '../../src/attention/checkpoint/reference.ts';
import { maxAbsDifference, scaledDifference } from '../../src/attention/selfChecks.ts';
import { createModelRunner } from '../../src/engine/checkpoint/createModelRunner.ts';
import type { ModelRunner, RunnerStatus } from '../../src/engine/checkpoint/ModelRunner.ts';
import type { EngineOptions } from '../../src/engine/Engine.ts';
import { openTensorFile } from '../../src/safetensors/tensorFile.ts';
import { rememberedModel } from '../../src/takeaway/checkpoint/remembered/rememberedModel.ts';
import { rememberModel } from '../../src/takeaway/checkpoint/remembered/rememberModel.ts';

/** A model's files, as a message can carry them, and a text for it. */
export interface GivenModel {
  readonly name: string;
  readonly config: CheckpointConfig;
  /** The safetensors file. */
  readonly base64: string;
  readonly ids: readonly number[];
}

/** Largest differences of a model from float64. */
interface ModelExactness {
  readonly name: string;
  readonly numKvHeads: number;
  readonly maps: number;
  /** Queries, keys and values. */
  readonly vectors: number;
  readonly probabilities: number;
  readonly nats: number;
}

let models: readonly { readonly given: GivenModel; readonly file: Blob }[] = [];
const references = new Map<string, Promise<ReferencePass>>();
let runner: ModelRunner | undefined;

/** Takes the models that everything below is about. */
export function provideOwnModels(given: readonly GivenModel[]): void {
  models = given.map((each) => {
    const bytes = Uint8Array.from(atob(each.base64), (character) => character.charCodeAt(0));
    return { given: each, file: new Blob([bytes]) };
  });
}

/** Opens a model in the runner's worker, in place of the one before. */
export async function openOwnModel(name: string, backend: EngineOptions['backend']): Promise<RunnerStatus> {
  const { given, file } = modelNamed(name);
  runner ??= createModelRunner();
  const { config } = given;
  const model = { config, weights: [file], wholeLayers: config.numLayers };
  return runner.open(model, { backend, wasmPath: new URL('wasm/', location.href).href });
}

/** Stores a model in this browser, and returns how much of it was told to be stored, and what is found of it then. */
export async function rememberOwnModel(name: string) {
  const { file } = modelNamed(name);
  const told: number[] = [];
  await rememberModel(
    { name, files: [new File([file], 'model.safetensors'), new File(['{}'], 'config.json')] },
    ({ writtenBytes }) => told.push(writtenBytes),
    new AbortController().signal,
  );
  return told;
}

/** Opens the stored model, whose weights the page need not have been given; null if none is stored. */
export async function openRememberedModel(backend: EngineOptions['backend']) {
  const remembered = await rememberedModel();
  if (!remembered) return null;
  const { name, files, bytes } = remembered;
  const [weights] = files;
  if (!weights) throw new Error('The stored model has no files.');
  const { given } = modelNamed(name);
  models = [{ given, file: weights }];
  await openOwnModel(name, backend);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await weights.arrayBuffer()));
  return { bytes, names: files.map((each) => each.name), sha256: [...digest] };
}

export { forgetModel } from '../../src/takeaway/checkpoint/remembered/rememberedModel.ts';

/** Runs every model in every number of KV heads that it can have, and holds all that comes of it against float64. */
export async function compareOwnModels(backend: EngineOptions['backend']) {
  const found: ModelExactness[] = [];
  const ran = new Set<string>();
  for (const { given } of models) {
    const { name, config, ids } = given;
    ran.add((await openOwnModel(name, backend)).backend);
    const choices = kvHeadChoices(config);
    await runText(ids, choices, config.numLayers);
    const predictions = await theRunner().predict();
    for (const numKvHeads of choices) {
      const run = Math.min(numKvHeads, config.numKvHeads);
      const reference = await referenceOf(name, run);
      let [maps, vectors] = [0, 0];
      for (const [index, { q, k, v, attn }] of reference.layers.entries()) {
        const layer = await theRunner().layer(numKvHeads, index);
        maps = Math.max(maps, maxAbsDifference(layer.weights, attn));
        vectors = Math.max(vectors, ...differences(layer, { q, k, v }));
      }
      const last = reference.probabilities.subarray(-config.vocabulary);
      const prediction = predictions.find((each) => each.numKvHeads === run);
      const off = (prediction?.next ?? []).map(({ id, probability }) => Math.abs(probability - (last[id] as number)));
      const nats = prediction?.nats ?? [];
      const mean = nats.reduce((sum, each) => sum + each, 0) / nats.length;
      found.push({
        name,
        numKvHeads,
        maps,
        vectors,
        probabilities: off.length === Math.min(5, config.vocabulary) ? Math.max(...off) : Number.NaN,
        nats: Math.abs(mean - (reference.natsPerToken ?? Number.NaN)),
      });
    }
  }
  return { ran: [...ran], found };
}

type Vectors = Readonly<Record<'q' | 'k' | 'v', Float32Array | Float64Array>>;

function differences(computed: Vectors, expected: Readonly<Record<'q' | 'k' | 'v', Float64Array>>): number[] {
  return (['q', 'k', 'v'] as const).map((part) => scaledDifference(computed[part], expected[part]));
}

/** What the runner holds after a first text, and after `count` others and that first one again. */
export async function memoryAlongOwnTexts(name: string, backend: EngineOptions['backend'], count: number) {
  await openOwnModel(name, backend);
  const { config, ids } = modelNamed(name).given;
  const choices = kvHeadChoices(config);
  const everything = async (text: readonly number[], kvHeads: readonly number[]) => {
    await runText(text, kvHeads, config.numLayers);
    await theRunner().layer(kvHeads[0] ?? 1, config.numLayers - 1);
    await theRunner().predict();
  };
  await everything(ids, choices);
  const before = await theRunner().memory();
  // Texts that go on from the one before, and others, in one number of KV heads and sometimes in all.
  for (let text = 0; text < count; text++)
    await everything(ids.slice(text % 2, 2 + (text % 4)), text % 10 === 0 ? choices : choices.slice(-1));
  await everything(ids, choices);
  return { before, after: await theRunner().memory() };
}

async function runText(ids: readonly number[], kvHeads: readonly number[], layers: number): Promise<void> {
  await theRunner().begin(ids, kvHeads);
  for (let index = 0; index < layers; index++) await theRunner().runLayer(index);
}

function referenceOf(name: string, numKvHeads: number): Promise<ReferencePass> {
  const key = `${name} ${numKvHeads}`;
  const known = references.get(key);
  if (known) return known;
  const { given, file } = modelNamed(name);
  const reference = openTensorFile(file).then((source) =>
    referencePass(source, planOf(given.config, source), given.ids, numKvHeads),
  );
  references.set(key, reference);
  return reference;
}

function modelNamed(name: string) {
  const model = models.find(({ given }) => given.name === name);
  if (!model) throw new Error(`No model “${name}” was given.`);
  return model;
}

function theRunner(): ModelRunner {
  if (!runner) throw new Error('No model is open.');
  return runner;
}
