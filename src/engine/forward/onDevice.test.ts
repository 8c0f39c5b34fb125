import { memory } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RunRequest } from '../../attention/run/request.ts';
import { maxAbsDifference } from '../../attention/selfChecks.ts';
import { headChoices, kvHeadChoices } from '../../attention/sharing.ts';
import { aConfig } from '../../attention/testing/aConfig.ts';
import { referenceMaps } from '../../attention/testing/referenceMaps.ts';
import { KV_RULES, MECHANISMS, type Mechanism, type RunConfig, type TrainedLayer } from '../../attention/types.ts';
import { plainOps } from '../ops/plainOps.ts';
import { startWasmInNode } from '../training/nodeWasm.ts';
import { HostLayers } from './hostLayers.ts';
import { wholeMaps } from './mapsOnScreen.ts';
import { mapsKey, OnDevice } from './onDevice.ts';

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
  for (const numKvHeads of [1, 2, 6]) {
    const config = aConfig({ numKvHeads });
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
  for (const change of [{ seed: 8 }, { numKvHeads: 2 }, { positions: false }, { dModel: 24 }])
    expect(await kept(aConfig(change))).toBe(first);
  device.clear();
  expect(memory().numTensors).toBe(numTensors);
});

describe('the key of maps', () => {
  const configs: fc.Arbitrary<RunConfig> = fc.constantFrom(12, 16).chain((dModel) =>
    fc.constantFrom(...headChoices(dModel)).chain((numHeads) =>
      fc.record({
        dModel: fc.constant(dModel),
        numHeads: fc.constant(numHeads),
        numKvHeads: fc.constantFrom(...kvHeadChoices(numHeads)),
        causal: fc.boolean(),
        positions: fc.boolean(),
        bias: fc.boolean(),
        seed: fc.constantFrom(1, 2),
        kvRule: fc.constantFrom(...KV_RULES),
      }),
    ),
  );
  const texts = fc.constantFrom(['a', 'b', 'a'], ['a', 'b', 'c'], ['a', 'b']);

  test('is the same for equal maps only, whatever field of the configuration or token makes them differ', () => {
    const seen = new Map<string, Float64Array>();
    fc.assert(
      fc.property(fc.constantFrom(...MECHANISMS), configs, texts, (mechanism, config, tokens) => {
        const key = mapsKey(mechanism, requestOf(config, tokens));
        const maps = referenceMaps(mechanism, tokens, config);
        const known = seen.get(key) ?? maps;
        seen.set(key, maps);
        return known.length === maps.length && maxAbsDifference(known, maps) === 0;
      }),
      { numRuns: 1500, seed: 1 },
    );
  });

  const base = requestOf(aConfig());

  /** Returns the mechanisms whose keys tell one request from another. */
  function differing(before: RunRequest, after: RunRequest): readonly Mechanism[] {
    return MECHANISMS.filter((mechanism) => mapsKey(mechanism, before) !== mapsKey(mechanism, after));
  }

  test('is another one without the mask', () => {
    expect(differing(base, { ...base, config: aConfig({ causal: false }) })).toEqual(MECHANISMS);
  });

  test('is another one for GQA alone if its KV heads move', () => {
    expect(differing(base, { ...base, config: aConfig({ numKvHeads: 2 }) })).toEqual(['gqa']);
  });

  test('is another one with trained weights if their layer or the seed changes, or for one mechanism its model', () => {
    const models = { mha: 'a', gqa: 'b', mqa: 'c' };
    const of = (trained: TrainedLayer, seed = 7) => ({ ...base, config: aConfig({ trained, seed }) });
    const before = of({ layer: 1, models });
    expect(differing(before, of({ layer: 0, models }))).toEqual(MECHANISMS);
    expect(differing(before, of({ layer: 1, models }, 8))).toEqual(MECHANISMS);
    expect(differing(before, of({ layer: 1, models: { ...models, gqa: 'd' } }))).toEqual(['gqa']);
  });

  test('is another one for maps in finer detail, if the text is so long that there are any', () => {
    const long = { ...base, tokens: Array<string>(300).fill('a') };
    expect(differing(long, { ...long, mapSide: 200 })).toEqual(MECHANISMS);
    expect(differing(base, { ...base, mapSide: 200 })).toEqual([]);
  });
});
