import { describe, expect, it } from 'vitest';
import { readLayer, withKvHeads } from '../../attention/checkpoint/layerWeights.ts';
import { type ReferenceLayer, referenceLayer, referencePass } from '../../attention/checkpoint/reference.ts';
import { ropeTable } from '../../attention/checkpoint/rope.ts';
import type { TensorSource } from '../../attention/checkpoint/tensorSource.ts';
import { completenessOf } from '../../attention/checkpoint/tensors.ts';
import { caseNames, type ExpectedTensor, modelFolders, openCase } from './testing/cases.ts';

/** The expected numbers are printed with 12 significant digits. */
const TOLERANCE = 1e-9;

/** Expects numbers within the tolerance, relative to the largest. */
function expectSame(actual: Float64Array, { shape, data }: ExpectedTensor, what: string): void {
  expect(actual.length, what).toBe(shape.reduce((product, size) => product * size, 1));
  const largest = data.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const error = data.reduce((most, value, index) => Math.max(most, Math.abs(value - (actual[index] ?? NaN))), 0);
  expect(error / largest, what).toBeLessThan(TOLERANCE);
}

const FOLDERS = caseNames().flatMap((name) => modelFolders(name).map((folder) => [folder, name] as const));

describe.each(FOLDERS)('%s', (folder, name) => {
  it('gives the expected numbers in every layer, and the next tokens', async () => {
    const { config, plan, source, expected } = await openCase(name, folder);
    expect(completenessOf(plan, source)).toMatchObject({ wholeLayers: config.numLayers, missing: null, hasHead: true });
    const pass = await referencePass(source, plan, expected.ids);
    if (expected.embeddings) expectSame(pass.embeddings, expected.embeddings, 'embeddings');
    for (const [index, layer] of expected.layer.entries())
      for (const [part, tensor] of Object.entries(layer))
        expectSame(
          (pass.layers[index] as ReferenceLayer)[part as keyof ReferenceLayer],
          tensor,
          `${part} of layer ${index}`,
        );
    expectSame(pass.final, expected.final, 'final');
    const last = pass.probabilities.subarray(-config.vocabulary);
    const likeliest = [...last.keys()].toSorted((a, b) => (last[b] as number) - (last[a] as number)).slice(0, 5);
    expect(likeliest).toEqual(expected.nextTokens.map(({ id }) => id));
    for (const { id, probability } of expected.nextTokens) expect(last[id]).toBeCloseTo(probability, 9);
    if (expected.natsPerToken !== undefined) expect(pass.natsPerToken).toBeCloseTo(expected.natsPerToken, 9);
  });
});

const POOLED = FOLDERS.filter(([, name]) => !name.startsWith('families/'));

describe.each(POOLED)('%s', (folder, name) => {
  it('gives the expected maps with fewer KV heads and with more', async () => {
    const { config, plan, source, expected } = await openCase(name, folder);
    if (!expected.pooled) throw new Error(`${name} has no pooled results.`);
    const own = await referencePass(source, plan, expected.ids);
    const table = config.rope && ropeTable(config.rope, expected.ids.length);
    for (const { numKvHeads, attnOfWholeModel, attnOfThisLayerAlone } of expected.pooled) {
      const pass = await referencePass(source, plan, expected.ids, numKvHeads);
      for (const [index, tensor] of attnOfWholeModel.entries())
        expectSame((pass.layers[index] as ReferenceLayer).attn, tensor, `${numKvHeads} KV heads, layer ${index}`);
      for (const [index, tensor] of attnOfThisLayerAlone.entries()) {
        const weights = withKvHeads(await readLayer(source, plan.layer(index), config.numKvHeads), config, numKvHeads);
        const before = index === 0 ? own.embeddings : (own.layers[index - 1] as ReferenceLayer).stream;
        const { attn } = referenceLayer(weights, config, index, before, table);
        expectSame(attn, tensor, `${numKvHeads} KV heads in layer ${index} alone`);
      }
    }
  });
});

it('a text’s loss is a number even if the model takes one of its tokens for impossible', async () => {
  const { plan, source, expected } = await openCase('families/llama-linear');
  const loud: TensorSource = {
    shapeOf: source.shapeOf,
    async read(name, rows, into) {
      const numbers = await source.read(name, rows, into);
      return name === plan.head.weight ? numbers.fill(0).fill(1e4, numbers.length / 2) : numbers;
    },
  };
  const { probabilities, natsPerToken } = await referencePass(loud, plan, expected.ids);
  expect(expected.ids.slice(1).some((id, token) => probabilities[token * plan.config.vocabulary + id] === 0)).toBe(
    true,
  );
  expect(natsPerToken).toBeGreaterThan(700);
  expect(natsPerToken).toBeLessThan(Number.MAX_VALUE);
});
