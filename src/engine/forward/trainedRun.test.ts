import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { nextWord } from '../../attention/next-word/nextWord.ts';
import type { RunRequest } from '../../attention/run/request.ts';
import { maxAbsDifference } from '../../attention/selfChecks.ts';
import { shapeOf } from '../../attention/sharing.ts';
import { initialParameters } from '../../attention/trained/parameters.ts';
import { referenceModel } from '../../attention/trained/reference.ts';
import { modelInput, wordVectors } from '../../attention/trained/wordVectors.ts';
import { type AttentionShape, MECHANISMS, type Mechanism } from '../../attention/types.ts';
import type { AttentionOps } from '../ops/ops.ts';
import { plainOps } from '../ops/plainOps.ts';
import { CellTracer } from '../questions/cellTracer.ts';
import { nextWords } from '../questions/nextWords.ts';
import { startWasmInNode } from '../training/nodeWasm.ts';
import { HostLayers } from './hostLayers.ts';
import { wholeMaps } from './mapsOnScreen.ts';
import { OnDevice } from './onDevice.ts';

const TOLERANCE = 1e-5;
const { signal } = new AbortController();
const wordsOf = (length: number) => Array.from({ length }, (_, position) => `word ${position % 7}`);

/** Holds at most one head at a time, as a long text makes it. */
const ONE_HEAD_AT_ONCE: AttentionOps = { ...plainOps, headsAtOnce: () => 1 };

const parametersOf = (mechanism: Mechanism, shape: AttentionShape) =>
  initialParameters(shapeOf(mechanism, shape), MECHANISMS.indexOf(mechanism));

/** A run whose mechanisms are three models with other weights each. */
function setUp(shape: AttentionShape, ops = plainOps) {
  const layers = new HostLayers();
  for (const mechanism of MECHANISMS)
    layers.models.provide(mechanism, {
      shape: shapeOf(mechanism, shape),
      parameters: parametersOf(mechanism, shape),
    });
  const device = new OnDevice(ops, layers);
  const request = (tokens: number, layer: number): RunRequest => ({
    tokens: wordsOf(tokens),
    mechanisms: MECHANISMS,
    mapSide: tokens,
    config: {
      ...shape,
      trained: { layer, models: { mha: 'mha', gqa: 'gqa', mqa: 'mqa' } },
      causal: true,
      positions: true,
      bias: true,
      seed: 3,
      kvRule: 'mean',
    },
  });
  return { layers, device, request };
}

function referenceOf(mechanism: Mechanism, shape: AttentionShape, tokens: readonly string[]) {
  const x = modelInput(wordVectors(tokens, shape.dModel, 3), shape.dModel);
  return referenceModel(parametersOf(mechanism, shape), shapeOf(mechanism, shape), x);
}

beforeAll(startWasmInNode);

describe.each([
  { dModel: 32, numHeads: 2, numKvHeads: 1 },
  { dModel: 64, numHeads: 4, numKvHeads: 2 },
  { dModel: 256, numHeads: 16, numKvHeads: 4 },
])('d_model $dModel, $numHeads heads over $numKvHeads', (shape) => {
  test.each([1, 2, 7, 65])('%i tokens give the maps and the guesses of the float64 reference', async (tokens) => {
    const { layers, device, request } = setUp(shape);
    for (const layer of [1, 0]) {
      const maps = await wholeMaps(plainOps, device, request(tokens, layer), signal);
      for (const mechanism of MECHANISMS) {
        const expected = referenceOf(mechanism, shape, wordsOf(tokens)).attentionWeights[layer] ?? new Float64Array();
        expect(maxAbsDifference(maps[mechanism] ?? new Float32Array(), expected)).toBeLessThan(TOLERANCE);
      }
    }
    const words = await nextWords(device, layers, request(tokens, 1), signal);
    for (const mechanism of MECHANISMS) {
      const { final } = referenceOf(mechanism, shape, wordsOf(tokens));
      const expected = nextWord(final.subarray(-shape.dModel), parametersOf(mechanism, shape), wordsOf(tokens), 3);
      for (const { key, probability } of expected.candidates) {
        const given = words[mechanism]?.candidates.find((candidate) => candidate.key === key);
        expect(Math.abs((given?.probability ?? Number.NaN) - probability)).toBeLessThan(TOLERANCE);
      }
    }
    device.clear();
  });
});

describe('heads that do not fit the budget together', () => {
  const shape = { dModel: 64, numHeads: 4, numKvHeads: 2 };

  test('give the same numbers one after the other', async () => {
    const { device, request } = setUp(shape, ONE_HEAD_AT_ONCE);
    const maps = await wholeMaps(ONE_HEAD_AT_ONCE, device, request(7, 1), signal);
    for (const mechanism of MECHANISMS) {
      const expected = referenceOf(mechanism, shape, wordsOf(7)).attentionWeights[1] ?? new Float64Array();
      expect(maxAbsDifference(maps[mechanism] ?? new Float32Array(), expected)).toBeLessThan(TOLERANCE);
    }
    device.clear();
  });

  test('are given up between two steps, and leave nothing once another run ends', async () => {
    let enough: AbortController | undefined;
    const interrupting: AttentionOps = {
      ...ONE_HEAD_AT_ONCE,
      mix(weights, v, sharing) {
        enough?.abort(new Error('Enough.'));
        return plainOps.mix(weights, v, sharing);
      },
    };
    const { device, request } = setUp(shape, interrupting);
    const run = async (tokens: number) => {
      await wholeMaps(interrupting, device, request(tokens, 1), signal);
      device.keepOnly(request(tokens, 1));
      return memory();
    };
    const before = await run(7);
    const controller = new AbortController();
    enough = controller;
    await expect(wholeMaps(interrupting, device, request(9, 1), controller.signal)).rejects.toThrow('Enough.');
    expect(await run(7)).toEqual(before);
    device.clear();
  });
});

test('keeps after every change what the same request keeps the first time', async () => {
  const shape = { dModel: 64, numHeads: 4, numKvHeads: 2 };
  const { layers, device, request } = setUp(shape);
  const { numTensors } = memory();
  const run = async (tokens: number, layer: number) => {
    await wholeMaps(plainOps, device, request(tokens, layer), signal);
    device.keepOnly(request(tokens, layer));
    return memory().numTensors;
  };
  const kept = [await run(7, 1), await run(7, 0)];
  for (const tokens of [3, 12, 5]) await run(tokens, tokens % 2);
  await nextWords(device, layers, request(7, 1), signal);
  expect([await run(7, 1), await run(7, 0)]).toEqual(kept);
  device.clear();
  expect(memory().numTensors).toBe(numTensors);
});

test('takes cells of another model apart once a name stands for that one', async () => {
  const shape = { dModel: 32, numHeads: 4, numKvHeads: 2 };
  const { layers, device, request } = setUp(shape);
  const tracer = new CellTracer(plainOps, layers, device);
  const cell = { mechanism: 'gqa' as const, queryHead: 3, queryPosition: 5, keyPosition: 2 };
  const before = await tracer.trace(request(7, 1), cell);
  layers.models.provide('gqa', { shape, parameters: initialParameters(shape, 99) });
  device.clear();
  tracer.clear();
  const after = await tracer.trace(request(7, 1), cell);
  expect(maxAbsDifference(after.queryInput, before.queryInput)).toBeGreaterThan(0.01);
  expect(after.deviation).toBeLessThan(TOLERANCE);
  device.clear();
});
