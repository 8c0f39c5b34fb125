import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import type { RunRequest } from '../../attention/run/request.ts';
import { maxAbsDifference } from '../../attention/selfChecks.ts';
import { aConfig } from '../../attention/testing/aConfig.ts';
import { referenceMaps } from '../../attention/testing/referenceMaps.ts';
import type { RunConfig } from '../../attention/types.ts';
import { plainOps } from '../ops/plainOps.ts';
import { startWasmInNode } from '../training/nodeWasm.ts';
import { HostLayers } from './hostLayers.ts';
import { wholeMaps } from './mapsOnScreen.ts';
import { OnDevice } from './onDevice.ts';

const { signal } = new AbortController();
const TOKENS = ['a', 'b', 'a', 'c', 'd'];

const requestOf = (config: RunConfig, tokens: readonly string[] = TOKENS): RunRequest => ({
  tokens,
  config,
  mechanisms: ['gqa'],
  mapSide: 100,
});

beforeAll(startWasmInNode);

test('a branch computes the maps of the float64 reference, and leaves nothing behind', async () => {
  const device = new OnDevice(plainOps, new HostLayers());
  const shown = requestOf(aConfig());
  await wholeMaps(plainOps, device, shown, signal);
  device.keepOnly(shown);
  const { numTensors, numBytes } = memory();
  for (const change of [
    { numKvHeads: 1 },
    { numKvHeads: 2 },
    { numKvHeads: 6 },
    { headDim: 5, bias: 'qkv' },
  ] as const) {
    const config = aConfig(change);
    const branch = device.branch();
    const { gqa } = await wholeMaps(plainOps, branch, requestOf(config), signal);
    branch.clear();
    expect(maxAbsDifference(gqa ?? new Float32Array(), referenceMaps('gqa', TOKENS, config))).toBeLessThan(1e-5);
  }
  expect(memory()).toMatchObject({ numTensors, numBytes });
  device.clear();
});

test('what the next request needs stays, and nothing else', async () => {
  const { numTensors } = memory();
  const device = new OnDevice(plainOps, new HostLayers());
  const kept = async (config: RunConfig) => {
    await wholeMaps(plainOps, device, requestOf(config), signal);
    device.keepOnly(requestOf(config));
    return memory().numTensors - numTensors;
  };
  const first = await kept(aConfig());
  for (const change of [{ seed: 8 }, { numKvHeads: 2 }, { positions: false }, { dModel: 24 }, { headDim: 10 }])
    expect(await kept(aConfig(change))).toBe(first);
  device.clear();
  expect(memory().numTensors).toBe(numTensors);
});
