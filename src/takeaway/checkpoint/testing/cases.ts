/** For tests: models as they lie on a disk, with the float64 results that they must give. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CheckpointConfig } from '../../../attention/checkpoint/config.ts';
import { type CheckpointPlan, planOf } from '../../../attention/checkpoint/plan.ts';
import { parseCheckpointConfig } from '../../../catalog/config/checkpoint/readCheckpointConfig.ts';
import { openTensorFile, type TensorFile } from '../../../safetensors/tensorFile.ts';

const FOLDER = fileURLToPath(new URL('../fixtures/', import.meta.url));

export interface ExpectedTensor {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

type LayerPart = 'input' | 'q' | 'k' | 'v' | 'attn' | 'output' | 'stream';

/** A case's results, as `fixtures/README.md` describes them. */
export interface Expected {
  readonly text?: string;
  readonly ids: readonly number[];
  readonly pieces?: readonly string[];
  readonly embeddings?: ExpectedTensor;
  readonly layer: readonly Readonly<Partial<Record<LayerPart, ExpectedTensor>>>[];
  readonly final: ExpectedTensor;
  readonly nextTokens: readonly { readonly id: number; readonly probability: number }[];
  readonly natsPerToken?: number;
  readonly pooled?: readonly {
    readonly numKvHeads: number;
    readonly rule: 'mean' | 'copies';
    readonly attnOfWholeModel: readonly ExpectedTensor[];
    readonly attnOfThisLayerAlone: readonly ExpectedTensor[];
  }[];
}

/** Returns the bytes of a fixture. */
export function fixtureBytes(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(FOLDER + path));
}

export function fixtureText(path: string): string {
  return readFileSync(FOLDER + path, 'utf8');
}

/** Returns the names of all cases: every folder with results is one, so that none is forgotten. */
export function caseNames(): string[] {
  const folders = [...readdirSync(FOLDER), ...readdirSync(`${FOLDER}families`).map((name) => `families/${name}`)];
  const names = folders.filter((name) => existsSync(`${FOLDER}${name}/expected.json`));
  if (names.length === 0) throw new Error('fixtures/ holds no cases: tests that run once for each of none would pass.');
  return names;
}

/** Returns the folders with a model file of a case: its own, and that of the same model in another type. */
export function modelFolders(name: string): string[] {
  const twins = readdirSync(FOLDER + name).filter((twin) => existsSync(`${FOLDER}${name}/${twin}/model.safetensors`));
  return [name, ...twins.map((twin) => `${name}/${twin}`)];
}

export interface OpenCase {
  readonly config: CheckpointConfig;
  readonly source: TensorFile;
  readonly plan: CheckpointPlan;
  readonly expected: Expected;
}

/** @param folder with the model file, if it is another than that with the configuration */
export async function openCase(name: string, folder = name): Promise<OpenCase> {
  const reading = parseCheckpointConfig(fixtureText(`${name}/config.json`));
  if ('refusal' in reading) throw new Error(reading.refusal.sentence);
  const { config } = reading;
  const source = await openTensorFile(new Blob([fixtureBytes(`${folder}/model.safetensors`)]));
  const expected: Expected = JSON.parse(fixtureText(`${name}/expected.json`));
  return { config, source, plan: planOf(config, source), expected };
}
