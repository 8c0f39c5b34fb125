import { memory } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunRequest } from '../../attention/run/request.ts';
import { maxAbsDifference } from '../../attention/selfChecks.ts';
import { shapeOf } from '../../attention/sharing.ts';
import { aConfig } from '../../attention/testing/aConfig.ts';
import { initialParameters } from '../../attention/trained/parameters.ts';
import { MECHANISMS, type RunConfig } from '../../attention/types.ts';
import type { DecodeResult } from '../Engine.ts';
import { LocalEngine } from '../LocalEngine.ts';

const TOLERANCE = 1e-5;
const engine = new LocalEngine('worker');
beforeAll(async () => {
  await engine.start({ backend: 'cpu', wasmPath: '' });
});
afterAll(() => engine.stop());

const wordsOf = (length: number) => Array.from({ length }, (_, position) => `word ${position % 5}`);
const requestOf = (tokens: readonly string[], config: RunConfig): RunRequest => ({
  tokens,
  config,
  mechanisms: MECHANISMS,
  mapSide: 2048,
});
const upTo = (request: RunRequest, length: number) => ({ ...request, tokens: request.tokens.slice(0, length) });

/** Largest difference of a step from the same rows and outputs of the full causal forward. */
async function differenceFromFull(decoded: DecodeResult, whole: RunRequest): Promise<number> {
  const tensors = await engine.tensors(whole);
  const { length } = whole.tokens;
  const { first, count } = decoded;
  const known = first + count;
  let worst = 0;
  for (const mechanism of MECHANISMS) {
    const { rows, output, numHeads } = decoded.mechanisms[mechanism] ?? expect.fail(`no ${mechanism}`);
    const maps = tensors[`${mechanism}.attention_weights`]?.data ?? new Float32Array();
    expect(rows).toHaveLength(numHeads * count * known);
    for (let head = 0; head < numHeads; head++)
      for (let index = 0; index < count; index++) {
        const full = (head * length + first + index) * length;
        const row = (head * count + index) * known;
        const difference = maxAbsDifference(rows.subarray(row, row + known), maps.subarray(full, full + known));
        worst = Math.max(worst, difference);
      }
    const { dModel } = whole.config;
    const expected = tensors[`${mechanism}.output`]?.data.subarray(first * dModel, known * dModel);
    worst = Math.max(worst, maxAbsDifference(output, expected ?? new Float32Array()));
  }
  return worst;
}

async function giveModels(shape: RunConfig): Promise<RunConfig['trained']> {
  for (const mechanism of MECHANISMS) {
    const own = shapeOf(mechanism, shape);
    const parameters = initialParameters(own, MECHANISMS.indexOf(mechanism));
    await engine.provideModel(mechanism, { shape: own, parameters });
  }
  return { layer: 0, models: { mha: 'mha', gqa: 'gqa', mqa: 'mqa' } };
}

const CAUSAL = aConfig({ causal: true });

test.each([
  ['6 heads over 3 KV heads', aConfig({ causal: true })],
  ['heads of 2 features without bias and positions', aConfig({ ...CAUSAL, dModel: 12, bias: false, positions: false })],
  ['weights drawn one by one', aConfig({ ...CAUSAL, kvRule: 'independent' })],
])('every step of %s is the row of the full causal forward', async (_, config) => {
  const whole = requestOf(wordsOf(11), config);
  const fed: number[] = [];
  // Several tokens, one, one again, several.
  for (const length of [3, 4, 5, 9, 10, 11]) {
    const step = await engine.decode(upTo(whole, length), 11);
    fed.push(step.count);
    expect(await differenceFromFull(step, whole)).toBeLessThan(TOLERANCE);
  }
  expect(fed).toEqual([3, 1, 1, 4, 1, 1]);
});

test.each([0, 1])('every step of trained models is the row of the full causal forward, in layer %d', async (layer) => {
  const trained = await giveModels(CAUSAL);
  const config = { ...CAUSAL, bias: true, positions: true, ...(trained && { trained: { ...trained, layer } }) };
  const whole = requestOf(wordsOf(9), config);
  for (const length of [2, 3, 7, 8, 9]) {
    const step = await engine.decode(upTo(whole, length), 12);
    expect(await differenceFromFull(step, whole)).toBeLessThan(TOLERANCE);
    expect(step.mechanisms.gqa?.cache.layers).toBe(layer + 1);
  }
});

test('the caches take the bytes of the formula from the first token on, and no more as they fill', async () => {
  const before = memory().numBytes;
  await engine.endDecode();
  const whole = requestOf(wordsOf(20), CAUSAL);
  const bytes = async (length: number) => {
    const { mechanisms } = await engine.decode(upTo(whole, length), 20);
    return MECHANISMS.map((mechanism) => mechanisms[mechanism]?.cache.bytes);
  };
  const { dModel, numHeads, numKvHeads } = CAUSAL;
  // K and V × tokens × KV heads × head_dim × 4 bytes.
  const expected = [numHeads, numKvHeads, 1].map((kvHeads) => 2 * 20 * kvHeads * (dModel / numHeads) * 4);
  expect(await bytes(1)).toEqual(expected);
  const held = memory();
  expect(await bytes(15)).toEqual(expected);
  expect(memory().numBytes).toBe(held.numBytes);
  expect(memory().numTensors).toBe(held.numTensors);
  await engine.endDecode();
  expect(memory().numBytes).toBeLessThanOrEqual(before);
});

test('goes back and takes another way, and computes what differs alone', async () => {
  const config = aConfig({ ...CAUSAL, seed: 5 });
  const whole = requestOf(wordsOf(8), config);
  await engine.decode(whole, 9);
  const back = await engine.decode(upTo(whole, 4), 9);
  expect([back.first, back.count]).toEqual([3, 1]);
  const other = requestOf([...whole.tokens.slice(0, 4), 'another', 'way'], config);
  const step = await engine.decode(other, 9);
  expect([step.first, step.count]).toEqual([4, 2]);
  expect(await differenceFromFull(step, other)).toBeLessThan(TOLERANCE);
});

test('another capacity, configuration or choice of mechanisms begins from nothing', async () => {
  const whole = requestOf(wordsOf(6), CAUSAL);
  await engine.decode(whole, 6);
  for (const [request, capacity] of [
    [whole, 7],
    [{ ...whole, config: { ...CAUSAL, seed: 9 } }, 7],
    [{ ...whole, config: { ...CAUSAL, seed: 9 }, mechanisms: ['gqa'] }, 7],
  ] as const) {
    const { first, count } = await engine.decode(request, capacity);
    expect([first, count]).toEqual([0, 6]);
  }
});

test('of two at once the newer one is answered, and from the right cache', async () => {
  const config = aConfig({ ...CAUSAL, seed: 6 });
  const whole = requestOf(wordsOf(10), config);
  const older = engine.decode(upTo(whole, 4), 10).catch((error: Error) => error.name);
  const newer = await engine.decode(upTo(whole, 6), 10);
  expect(['AbortError', 'object']).toContain(typeof (await older) === 'string' ? await older : 'object');
  expect(await differenceFromFull(newer, whole)).toBeLessThan(TOLERANCE);
});

test('refuses what can’t be decoded, with a sentence', async () => {
  const whole = requestOf(wordsOf(6), CAUSAL);
  const refusal = (request: RunRequest, capacity: number) => expect(engine.decode(request, capacity)).rejects;
  await refusal(whole, 5).toThrow('6 tokens do not fit a KV cache for 5.');
  await refusal(whole, 2.5).toThrow('not for 2.5.');
  await refusal(whole, 4096).toThrow('room for 1 to 2,048 tokens here, not for 4096.');
  await refusal({ ...whole, config: aConfig({ causal: false }) }, 6).toThrow('Without the causal mask');
  await refusal({ ...whole, tokens: [] }, 6).toThrow('There are no tokens');
});

test('times as many attempts as asked for with and without the cache, and holds nothing afterwards', async () => {
  await engine.endDecode();
  const request = requestOf(wordsOf(7), CAUSAL);
  await engine.timeDecode(request, 1);
  const before = memory();
  const times = await engine.timeDecode(request, 3);
  expect(Object.keys(times)).toEqual([...MECHANISMS]);
  for (const mechanism of MECHANISMS) {
    const { cachedMs, recomputedMs, cache } = times[mechanism] ?? expect.fail(`no ${mechanism}`);
    for (const measured of [cachedMs, recomputedMs]) {
      expect(measured).toHaveLength(3);
      for (const ms of measured) expect(ms).toBeGreaterThan(0);
    }
    const { numKvHeads } = shapeOf(mechanism, CAUSAL);
    expect(cache).toEqual({
      capacity: 7,
      layers: 1,
      bytes: (2 * 7 * numKvHeads * CAUSAL.dModel * 4) / CAUSAL.numHeads,
    });
  }
  expect(memory().numTensors).toBe(before.numTensors);
  expect(memory().numBytes).toBe(before.numBytes);
});

test('a run of anything else ends the timing', async () => {
  const timing = engine.timeDecode(requestOf(wordsOf(30), CAUSAL), 50);
  const ended = expect(timing).rejects.toMatchObject({ name: 'AbortError' });
  await engine.run(requestOf(wordsOf(3), CAUSAL));
  await ended;
});

test('decoding ends the timing: a time that was taken beside other steps is none', async () => {
  const request = requestOf(wordsOf(30), CAUSAL);
  for (const other of [() => engine.decode(request, 30), () => engine.endDecode()]) {
    const ended = expect(engine.timeDecode(request, 50)).rejects.toMatchObject({ name: 'AbortError' });
    await other();
    await ended;
  }
});
