import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTensorFile } from '../../safetensors/tensorFile.ts';
import { fixtureBytes, openCase } from '../../takeaway/checkpoint/testing/cases.ts';
import { registerCpu } from '../backend/cpuBackend.ts';
import type { StartedBackend } from '../backend/startBackend.ts';
import type { EngineLoss } from '../Engine.ts';
import { startWasmInNode } from '../training/nodeWasm.ts';
import type { LocalModelRunner } from './LocalModelRunner.ts';
import type { RunnerStatus } from './ModelRunner.ts';
import { FaultyFile, FILE_FAULTS } from './testing/faultyFile.ts';
import { openedRunner, runAll, startInNode } from './testing/openedRunner.ts';

beforeAll(async () => {
  registerCpu();
  await startWasmInNode();
});

const NAME = 'llama-gqa';
const Q_PROJ = 'model.layers.1.self_attn.q_proj.weight';
const KV_HEADS = [2, 1];
const bytes = () => fixtureBytes(`${NAME}/model.safetensors`);

async function openedCase(name: string, file: Blob = new Blob([fixtureBytes(`${name}/model.safetensors`)])) {
  const opened = await openCase(name);
  return { ...opened, ...(await openedRunner(opened.config, file)) };
}

/** Everything that the screen asks for, of a text. */
async function everything(runner: LocalModelRunner, ids: readonly number[], layers: number) {
  await runner.begin(ids, KV_HEADS);
  await runAll(runner, layers);
  return { layer: await runner.layer(1, layers - 1), predictions: await runner.predict() };
}

/** Holds what a runner gives against what one gives that nothing ever happened to. */
async function expectSound(runner: LocalModelRunner): Promise<void> {
  const fresh = await openedCase(NAME);
  const { ids } = fresh.expected;
  const { numLayers } = fresh.config;
  expect(await everything(runner, ids, numLayers)).toEqual(await everything(fresh.runner, ids, numLayers));
}

async function startedCase(start: () => Promise<StartedBackend>) {
  const opened = await openCase(NAME);
  return { ...opened, ...(await openedRunner(opened.config, new Blob([bytes()]), start)) };
}

describe('a file', () => {
  it.each(Object.entries(FILE_FAULTS))(
    'that %s at any read gives its sentence, and is read on once it is there again',
    async (kind, sentence) => {
      const counting = new FaultyFile(bytes());
      const { runner, expected, config } = await openedCase(NAME, counting);
      const ofHeader = counting.reads;
      await everything(runner, expected.ids, config.numLayers);
      const all = counting.reads;
      const places = [ofHeader + 1, Math.round((ofHeader + all) / 2), all - 1, all];
      for (const from of places) {
        const file = new FaultyFile(bytes());
        const faulty = (await openedCase(NAME, file)).runner;
        file.fault = { kind: kind as keyof typeof FILE_FAULTS, from };
        await expect(everything(faulty, expected.ids, config.numLayers), `read ${from}`).rejects.toThrow(sentence);
        file.fault = null;
        await expectSound(faulty);
      }
    },
  );

  it('that fails in the midst of a layer lets the same layer run again', async () => {
    const file = new FaultyFile(bytes());
    const { runner, expected, config } = await openedCase(NAME, file);
    await runner.begin(expected.ids, KV_HEADS);
    await runner.runLayer(0);
    file.fault = { kind: 'vanishes', from: file.reads + 3 };
    await expect(runner.runLayer(1)).rejects.toThrow(FILE_FAULTS.vanishes);
    file.fault = null;
    for (let index = 1; index < config.numLayers; index++) await runner.runLayer(index);
    const fresh = (await openedCase(NAME)).runner;
    await everything(fresh, expected.ids, config.numLayers);
    expect(await runner.predict()).toEqual(await fresh.predict());
  });
});

it('nothing of a layer that failed is read any more when the next question begins', async () => {
  const file = new FaultyFile(new Uint8Array(await (await withNumber(Q_PROJ, Number.NaN)).arrayBuffer()));
  const { runner, expected } = await openedCase(NAME, file);
  await runner.begin(expected.ids, KV_HEADS);
  await runner.runLayer(0);
  // The weights of q, which are multiplied while those of k are read.
  const release = file.hold(file.reads + 3);
  let isOver = false;
  const layer = runner.runLayer(1).catch(() => {
    isOver = true;
  });
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(isOver).toBe(false);
  release();
  await layer;
  expect(isOver).toBe(true);
});

/** Writes a number over one in the midst of a tensor, or over all. */
async function withNumber(name: string, number: number, isEverywhere = false) {
  const changed = bytes();
  const clean = await openTensorFile(new Blob([changed]));
  expect(clean.typeOf(name)).toBe('BF16');
  const headerBytes = new DataView(changed.buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(changed.subarray(8, 8 + headerBytes)));
  const [first, end] = header[name].data_offsets.map((offset: number) => 8 + headerBytes + offset);
  const half = new Uint8Array(Float32Array.of(number).buffer).subarray(2);
  const middle = first + 2 * Math.floor((end - first) / 4);
  for (let at = isEverywhere ? first : middle; at < (isEverywhere ? end : middle + 2); at += 2) changed.set(half, at);
  return new Blob([changed]);
}

describe('NaN and infinity', () => {
  const LAYER = 'model.layers.1.';
  it.each([
    [`${LAYER}self_attn.q_proj.weight`, 'Layer 2'],
    [`${LAYER}self_attn.v_proj.weight`, 'Layer 2'],
    [`${LAYER}self_attn.o_proj.weight`, 'Layer 2'],
    [`${LAYER}mlp.down_proj.weight`, 'Layer 2'],
    [`${LAYER}post_attention_layernorm.weight`, 'Layer 2'],
    ['model.layers.0.input_layernorm.weight', 'Layer 1'],
    ['model.norm.weight', 'The last projection'],
  ])('in %s are told as those of %s, and the model before them goes on', async (tensor, part) => {
    const { expected, config } = await openedCase(NAME);
    const { numTensors } = memory();
    for (const number of [Number.NaN, Infinity]) {
      const { runner, model, options } = await openedCase(NAME, await withNumber(tensor, number));
      await expect(everything(runner, expected.ids, config.numLayers)).rejects.toThrow(
        `${part} of this model gives NaN or an infinity: its tensor “${tensor}” holds one.`,
      );
      await runner.open({ ...model, weights: [new Blob([bytes()])] }, options);
      await expectSound(runner);
    }
    expect(memory().numTensors).toBe(numTensors);
  });

  it('in the vector of a token are told when a text has that token', async () => {
    const file = await withNumber('model.embed_tokens.weight', Number.NaN);
    const { runner, config, expected } = await openedCase(NAME, file);
    const bad = Math.floor(config.vocabulary / 2);
    await expect(runner.begin([1, bad], KV_HEADS)).rejects.toThrow(
      'The start of this model gives NaN or an infinity: its tensor “model.embed_tokens.weight” holds one.',
    );
    expect(expected.ids).not.toContain(bad);
    await runner.begin(expected.ids, KV_HEADS);
    await runAll(runner, config.numLayers);
    // The same matrix gives the next tokens.
    await expect(runner.predict()).rejects.toThrow('The last projection of this model gives NaN or an infinity:');
  });

  it('that weights give which are only too large are told as such', async () => {
    const file = await withNumber(`${LAYER}mlp.up_proj.weight`, 3e38, true);
    const { runner, config, expected } = await openedCase(NAME, file);
    await expect(everything(runner, expected.ids, config.numLayers)).rejects.toThrow(
      'Layer 2 of this model gives NaN or an infinity: its numbers are too large for float32.',
    );
  });
});

describe('what comes in quick succession', () => {
  it('leaves the newest of ten texts', async () => {
    const { runner, expected, config } = await openedCase(NAME);
    const texts = Array.from({ length: 10 }, (_, index) => expected.ids.slice(0, 1 + (index % 4)));
    const ends = await Promise.allSettled(texts.flatMap((ids) => [runner.begin(ids, KV_HEADS), runner.runLayer(0)]));
    expect(ends.map(({ status }) => status)).toEqual([...Array(18).fill('rejected'), 'fulfilled', 'fulfilled']);
    for (const end of ends.slice(0, 18)) expect(end).toMatchObject({ reason: { name: 'AbortError' } });
    await runner.runLayer(1);
    expect((await runner.layer(2, 1)).weights).toHaveLength(config.numHeads * 2 ** 2);
    await expectSound(runner);
  });

  it('leaves the newer of two models, and a text asked for with it waits for it', async () => {
    const other = await openedCase('gpt2-mha');
    const { runner, model, options, expected, config } = await openedCase(NAME);
    const ends = await Promise.allSettled([
      runner.open(other.model, options),
      runner.open(model, options),
      runner.begin(expected.ids, KV_HEADS),
      runner.runLayer(0),
    ]);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
    expect(ends[0]).toMatchObject({ reason: { name: 'AbortError' } });
    await runner.runLayer(1);
    expect((await runner.layer(2, 1)).q).toHaveLength(config.numHeads * expected.ids.length * config.headDim);
    await expectSound(runner);
  });

  it('leaves the newer of two models when the older has got half its way', async () => {
    const other = await openedCase('gpt2-mha');
    let interrupt: (() => void) | undefined;
    const { runner, model, options } = await startedCase(async () => {
      interrupt?.();
      return startInNode('wasm')();
    });
    let newer: Promise<RunnerStatus> | undefined;
    interrupt = () => {
      interrupt = undefined;
      newer = runner.open(model, options);
    };
    await expect(runner.open(other.model, { backend: 'cpu', wasmPath: '' })).rejects.toMatchObject({
      name: 'AbortError',
    });
    await newer;
    await expectSound(runner);
  });

  it('ends what runs on the model before when another is opened', async () => {
    const other = await openedCase('gpt2-mha');
    const { runner, model, options, expected } = await openedCase(NAME);
    await runner.begin(expected.ids, KV_HEADS);
    const [running, opening] = await Promise.allSettled([runner.runLayer(0), runner.open(other.model, options)]);
    expect(running).toMatchObject({ reason: { name: 'AbortError' } });
    expect(opening).toMatchObject({ status: 'fulfilled' });
    await expect(runner.runLayer(0)).rejects.toThrow('There is no text: begin with one.');
    await runner.begin(other.expected.ids, [4]);
    await runAll(runner, other.config.numLayers);
    await other.runner.begin(other.expected.ids, [4]);
    await runAll(other.runner, other.config.numLayers);
    expect(await runner.predict()).toEqual(await other.runner.predict());
    await runner.open(model, options);
    await expectSound(runner);
  });
});

describe('an open that fails', () => {
  it('leaves the model before as it was, in the midst of its text', async () => {
    const { runner, model, options, expected, config } = await openedCase(NAME);
    await runner.begin(expected.ids, KV_HEADS);
    await runner.runLayer(0);
    const cut = new Blob([bytes().subarray(0, 100)]);
    await expect(runner.open({ ...model, weights: [cut] }, options)).rejects.toThrow();
    await runner.layer(2, 0);
    for (let index = 1; index < config.numLayers; index++) await runner.runLayer(index);
    await runner.predict();
    await expectSound(runner);
  });

  it('because no backend starts leaves the model before, whose own backend starts again', async () => {
    let fails = false;
    const start = async () => {
      if (fails) throw new Error('TensorFlow.js found nothing to compute with.');
      return startInNode('wasm')();
    };
    const { runner, model, expected, config } = await startedCase(start);
    await runner.begin(expected.ids, KV_HEADS);
    fails = true;
    await expect(runner.open(model, { backend: 'cpu', wasmPath: '' })).rejects.toThrow('nothing to compute with');
    await expect(runner.runLayer(0)).rejects.toThrow('nothing to compute with');
    fails = false;
    await runAll(runner, config.numLayers);
    await expectSound(runner);
  });
});

describe('a backend that breaks', () => {
  it.each([
    ['The GPU lost its WebGL context.', { cause: 'context', sentence: 'The GPU lost its WebGL context.' }],
    ['The GPU’s memory is full: shorten the text.', { cause: 'memory', sentence: 'Lower d_model.' }],
  ] as const)('is told as “%s”, and started again by the next question', async (sentence, loss) => {
    let found: EngineLoss | undefined;
    let starts = 0;
    let stops = 0;
    const stop = () => {
      stops += 1;
    };
    const start = async () => {
      starts += 1;
      found = undefined;
      return { ...(await startInNode('wasm')()), findLoss: () => found, stop };
    };
    const { runner, expected } = await startedCase(start);
    await runner.begin(expected.ids, KV_HEADS);
    const layer = runner.runLayer(0);
    await Promise.resolve();
    queueMicrotask(() => {
      found = loss;
    });
    await expect(layer).rejects.toThrow(sentence);
    expect([starts, stops]).toEqual([1, 1]);
    await expectSound(runner);
    expect([starts, stops]).toEqual([2, 1]);
    // Between two questions, nobody has to hear of it.
    found = loss;
    await expectSound(runner);
    expect([starts, stops]).toEqual([3, 2]);
  });
});
