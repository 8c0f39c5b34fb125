import { setBackend } from '@tensorflow/tfjs-core';
import type { CheckpointConfig } from '../../../attention/checkpoint/config.ts';
import type { StartedBackend } from '../../backend/startBackend.ts';
import type { Backend } from '../../Engine.ts';
import { plainOps } from '../../ops/plainOps.ts';
import { LocalModelRunner } from '../LocalModelRunner.ts';
import type { RunnableModel } from '../ModelRunner.ts';

/** Starts one of the backends that Node has; both have to be registered. */
export const startInNode = (backend: Exclude<Backend, 'webgl'>) => async (): Promise<StartedBackend> => {
  await setBackend(backend);
  return { backend, renderer: 'test', ops: plainOps, stop: () => {} };
};

/** A runner with a model of one file. */
export async function openedRunner(config: CheckpointConfig, file: Blob, start = startInNode('wasm')) {
  const runner = new LocalModelRunner(start);
  const model: RunnableModel = { config, weights: [file], wholeLayers: config.numLayers };
  const options = { backend: 'wasm', wasmPath: '' } as const;
  await runner.open(model, options);
  return { runner, model, options };
}

export async function runAll(runner: LocalModelRunner, layers: number): Promise<void> {
  for (let layer = 0; layer < layers; layer++) await runner.runLayer(layer);
}
