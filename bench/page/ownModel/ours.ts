import { parseCheckpointConfig } from '../../../src/catalog/config/checkpoint/readCheckpointConfig.ts';
import { createModelRunner } from '../../../src/engine/checkpoint/createModelRunner.ts';
import type { ModelRunner } from '../../../src/engine/checkpoint/ModelRunner.ts';
import type { Backend } from '../../../src/engine/Engine.ts';
import config from '../../rows/ownModel/config.json';
import { WASM_PATH } from '../wasmPath.ts';

let runner: ModelRunner | undefined;

/** Opens the model that lies in `file` in the app's runner, as the app does. */
export async function openOwnModel(file: File): Promise<Backend> {
  const reading = parseCheckpointConfig(JSON.stringify(config));
  if ('refusal' in reading) throw new Error(reading.refusal.sentence);
  runner = createModelRunner();
  const model = { config: reading.config, weights: [file], wholeLayers: reading.config.numLayers };
  const { backend } = await runner.open(model, { backend: 'auto', wasmPath: WASM_PATH });
  return backend;
}

/** Runs a text through all layers. */
export async function runOwnModel(ids: readonly number[]): Promise<void> {
  if (!runner) throw new Error('No model is open.');
  await runner.begin(ids, [config.num_key_value_heads]);
  for (let index = 0; index < config.num_hidden_layers; index++) await runner.runLayer(index);
}

/** Returns the likeliest next token of the text that was run last. */
export async function nextOfOwnModel(): Promise<number> {
  const [prediction] = (await runner?.predict()) ?? [];
  return prediction?.next[0]?.id ?? -1;
}
