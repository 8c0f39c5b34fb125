import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { wholeMaps } from './computeMaps.ts';
import { DeviceRun } from './deviceRun.ts';
import type { RunRequest } from './Engine.ts';
import { HostLayers } from './hostLayers.ts';
import { plainOps } from './plainOps.ts';
import { startWasmInNode } from './trained/nodeWasm.ts';

const { signal } = new AbortController();

const requestOf = (numKvHeads: number): RunRequest => ({
  tokens: ['a', 'b', 'a', 'c', 'd'],
  mechanisms: ['gqa'],
  mapSide: 5,
  config: {
    ...{ dModel: 64, numHeads: 8, numKvHeads },
    ...{ causal: true, positions: true, bias: true, seed: 7, kvRule: 'mean' },
  },
});

beforeAll(startWasmInNode);

test('a branch computes what a run of its own would, and leaves nothing behind', async () => {
  const layers = new HostLayers();
  const device = new DeviceRun(plainOps, layers);
  await wholeMaps(plainOps, device, requestOf(4), signal);
  device.keepOnly(requestOf(4));
  const held = memory();
  for (const numKvHeads of [1, 2, 8]) {
    const branch = device.branch();
    const ahead = await wholeMaps(plainOps, branch, requestOf(numKvHeads), signal);
    branch.clear();
    const own = new DeviceRun(plainOps, layers);
    expect(ahead).toEqual(await wholeMaps(plainOps, own, requestOf(numKvHeads), signal));
    own.clear();
  }
  const { numTensors, numBytes } = memory();
  expect({ numTensors, numBytes }).toEqual({ numTensors: held.numTensors, numBytes: held.numBytes });
  device.clear();
});
