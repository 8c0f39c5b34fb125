import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { kvHeadChoices } from '../../attention/checkpoint/config.ts';
import { type ReferenceLayer, referencePass } from '../../attention/checkpoint/reference.ts';
import { scaledDifference } from '../../attention/selfChecks.ts';
import { caseNames, fixtureBytes, modelFolders, openCase } from '../../takeaway/checkpoint/testing/cases.ts';
import { registerCpu } from '../backend/cpuBackend.ts';
import { startWasmInNode } from '../training/nodeWasm.ts';
import { openedRunner, runAll, startInNode } from './testing/openedRunner.ts';

const TOLERANCE = 1e-5;

beforeAll(async () => {
  registerCpu();
  await startWasmInNode();
});

async function openedCase(folder: string, name = folder, start = startInNode('wasm')) {
  const opened = await openCase(name, folder);
  const file = new Blob([fixtureBytes(`${folder}/model.safetensors`)]);
  return { ...opened, ...(await openedRunner(opened.config, file, start)) };
}

const CASES = caseNames().flatMap((name) => modelFolders(name).map((folder) => [folder, name] as const));

describe.each(CASES)('%s', (folder, name) => {
  it.each(['wasm', 'cpu'] as const)(
    'gives on %s the maps, vectors and next tokens of float64 in every number of KV heads',
    async (backend) => {
      const { runner, config, plan, source, expected } = await openedCase(folder, name, startInNode(backend));
      const choices = kvHeadChoices(config);
      await runner.begin(expected.ids, choices);
      await runAll(runner, config.numLayers);
      const predictions = await runner.predict();
      for (const numKvHeads of choices) {
        const reference = await referencePass(source, plan, expected.ids, Math.min(numKvHeads, config.numKvHeads));
        for (let index = 0; index < config.numLayers; index++) {
          const computed = await runner.layer(numKvHeads, index);
          const { q, k, v, attn } = reference.layers[index] as ReferenceLayer;
          expect(scaledDifference(computed.q, q)).toBeLessThan(TOLERANCE);
          expect(scaledDifference(computed.k, k)).toBeLessThan(TOLERANCE);
          expect(scaledDifference(computed.v, v)).toBeLessThan(TOLERANCE);
          expect(scaledDifference(computed.weights, attn)).toBeLessThan(TOLERANCE);
        }
        if (numKvHeads > config.numKvHeads) continue;
        const prediction = predictions.find((each) => each.numKvHeads === numKvHeads);
        const last = reference.probabilities.subarray(-config.vocabulary);
        const [likeliest] = [...last.keys()].toSorted((a, b) => (last[b] as number) - (last[a] as number));
        expect(prediction?.next[0]?.id).toBe(likeliest);
        for (const { id, probability } of prediction?.next ?? [])
          expect(probability).toBeCloseTo(last[id] as number, 5);
        const nats = prediction?.nats ?? [];
        expect(nats).toHaveLength(expected.ids.length - 1);
        expect(nats.reduce((sum, each) => sum + each, 0) / nats.length).toBeCloseTo(reference.natsPerToken ?? 0, 4);
      }
    },
  );
});

describe('a text that changes', () => {
  it('gives what it gives from nothing, whatever was known of it, and computes from the first changed token on', async () => {
    const { runner, config, expected } = await openedCase('llama-gqa');
    const { ids } = expected;
    const changes = [ids, ids.slice(0, 4), ids.slice(0, 6), [...ids.slice(0, 3), 1, 2, ...ids.slice(3)], [5], ids];
    const known = [0, 4, 4, 3, 0, 0];
    for (const [step, text] of changes.entries()) {
      const fresh = (await openedCase('llama-gqa')).runner;
      const choices = step === 4 ? [2] : [1, 2];
      for (const each of [runner, fresh]) {
        const begun = await each.begin(text, choices);
        if (each === runner) expect(begun.known, `step ${step}`).toBe(known[step]);
        await runAll(each, config.numLayers);
      }
      for (const numKvHeads of choices)
        for (let index = 0; index < config.numLayers; index++) {
          const [was, now] = [await fresh.layer(numKvHeads, index), await runner.layer(numKvHeads, index)];
          for (const part of ['q', 'k', 'v', 'weights'] as const)
            expect(scaledDifference(now[part], Float64Array.from(was[part]))).toBeLessThan(2e-6);
        }
      const [was, now] = [await fresh.predict(), await runner.predict()];
      for (const [index, { nats, next }] of was.entries()) {
        for (const [token, nat] of nats.entries()) expect(now[index]?.nats[token]).toBeCloseTo(nat, 4);
        expect(now[index]?.nats).toHaveLength(nats.length);
        expect(now[index]?.next[0]?.probability).toBeCloseTo(next[0]?.probability ?? 0, 5);
      }
    }
  });

  it('ends what is under way for the text before, and goes on from what that had done', async () => {
    const { runner, config, expected } = await openedCase('gpt2-mha');
    await runner.begin(expected.ids, [4, 1]);
    await runner.runLayer(0);
    const ended = runner.runLayer(1);
    const begun = runner.begin(expected.ids.slice(0, -1), [4, 1]);
    await expect(ended).rejects.toMatchObject({ name: 'AbortError' });
    await begun;
    await runAll(runner, config.numLayers);
    const fresh = (await openedCase('gpt2-mha')).runner;
    await fresh.begin(expected.ids.slice(0, -1), [4, 1]);
    await runAll(fresh, config.numLayers);
    for (let index = 0; index < config.numLayers; index++)
      expect(
        scaledDifference(
          (await runner.layer(1, index)).weights,
          Float64Array.from((await fresh.layer(1, index)).weights),
        ),
      ).toBeLessThan(2e-6);
  });

  it('leaves no tensor behind, over 100 texts', async () => {
    const { runner, config, expected } = await openedCase('qwen3-gqa');
    const { numTensors, numBytes } = memory();
    for (let text = 0; text < 100; text++) {
      await runner.begin(expected.ids.slice(text % 3, 3 + (text % 5)), text % 2 === 0 ? [2, 1] : [2]);
      await runAll(runner, config.numLayers);
      await runner.layer(2, text % config.numLayers);
      await runner.predict();
    }
    expect(memory()).toMatchObject({ numTensors, numBytes });
  });
});

describe('what can’t be run', () => {
  it('is refused with a sentence that has the bad value in it', async () => {
    const { runner, expected } = await openedCase('llama-gqa');
    await expect(runner.begin([], [2])).rejects.toThrow('There are no tokens to attend to: type some text.');
    await expect(runner.begin(Array(129).fill(1), [2])).rejects.toThrow('129 tokens are more than the 128');
    await expect(runner.begin([1, 10_000], [2])).rejects.toThrow('Token 10000 is none of the');
    await expect(runner.begin([1, -1], [2])).rejects.toThrow('Token -1 is none of the');
    await expect(runner.begin(expected.ids, [4])).rejects.toThrow(
      '4 KV heads neither pool nor copy the 2 of this model',
    );
    await runner.begin(expected.ids, [2]);
    await expect(runner.layer(2, 0)).rejects.toThrow('Layer 1 was not run on this text.');
    await expect(runner.layer(1, 0)).rejects.toThrow('The model was not run with 1 KV heads.');
    await expect(runner.predict()).rejects.toThrow('The last layer was not run on this text.');
    await expect(runner.runLayer(1)).rejects.toThrow('Layer 1 was not run on this text.');
    await runner.runLayer(0);
    await expect(runner.runLayer(0)).rejects.toThrow('Layer 1 was run on this text already.');
    await expect(runner.runLayer(9)).rejects.toThrow('The model has no layer 10 here.');
  });
});
