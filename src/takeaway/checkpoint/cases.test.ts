import { describe, expect, it } from 'vitest';
import { kvHeadChoices } from '../../attention/checkpoint/config.ts';
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

describe.each(caseNames())('%s with another number of KV heads', (name) => {
  it('has the mean of k and v, or the same maps', async () => {
    const { config, plan, source, expected } = await openCase(name);
    const own = await readLayer(source, plan.layer(0), config.numKvHeads);
    const stream = (await referencePass(source, plan, expected.ids)).embeddings;
    const table = config.rope && ropeTable(config.rope, expected.ids.length);
    const run = (count: number) => referenceLayer(withKvHeads(own, config, count), config, 0, stream, table);
    const whole = run(config.numKvHeads);
    for (const count of kvHeadChoices(config)) {
      const other = run(count);
      if (count > config.numKvHeads) expect(other.attn).toEqual(whole.attn);
      // Turning is the same for all heads, so it does not matter that it comes after the mean; a norm is not.
      else if (!config.headNorm) expectSame(other.k, meanOf(whole.k, config.numKvHeads, count), `k of ${count}`);
      if (count <= config.numKvHeads) expectSame(other.v, meanOf(whole.v, config.numKvHeads, count), `v of ${count}`);
    }
  });
});

/** Means of consecutive heads, of `heads` to `count`. */
function meanOf(values: Float64Array, heads: number, count: number): ExpectedTensor {
  const [length, merged] = [values.length / heads, heads / count];
  const data = Array.from({ length: count * length }, (_, index) => {
    const first = Math.floor(index / length) * merged;
    const parts = Array.from(
      { length: merged },
      (_, other) => values[(first + other) * length + (index % length)] ?? NaN,
    );
    return parts.reduce((sum, part) => sum + part, 0) / merged;
  });
  return { shape: [data.length], data };
}

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
