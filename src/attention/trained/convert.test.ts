import { describe, expect, test } from 'vitest';
import { maxAbsDifference } from '../selfChecks.ts';
import { poolKv } from '../weights.ts';
import { CONVERSIONS, convertModel } from './convert.ts';
import { initialParameters, type ModelParameters } from './parameters.ts';
import { referenceModel } from './reference.ts';
import { LAYERS, parameterList, sizeOf } from './shape.ts';

/** 1 < 2 KV heads < 4 heads. */
const mha = { dModel: 16, numHeads: 4, numKvHeads: 4 };
const model = initialParameters(mha, 3);
const converted = (rule: (typeof CONVERSIONS)[number], numKvHeads = 2, seed = 3) =>
  convertModel(model, mha, { numKvHeads, rule, seed });
const projection = (parameters: ModelParameters, layer: number, name: string) => ({
  weight: parameters[`blocks.${layer}.attention.${name}.weight`] as Float32Array,
  bias: parameters[`blocks.${layer}.attention.${name}.bias`] as Float32Array,
});
type Kv = ReturnType<typeof projection>;
const isKv = (name: string) => /w_[kv]/.test(name);

describe.each(CONVERSIONS)('conversion by %s', (rule) => {
  test('gives every array of the smaller model, and takes all but K and V over as they are', () => {
    for (const numKvHeads of [1, 2, 4]) {
      const parameters = converted(rule, numKvHeads);
      for (const spec of parameterList({ ...mha, numKvHeads })) {
        expect(parameters[spec.name]).toHaveLength(sizeOf(spec));
        if (!isKv(spec.name)) expect(parameters[spec.name]).toBe(model[spec.name]);
      }
    }
  });

  test('refuses KV heads that make no whole groups', () => {
    expect(() => converted(rule, 3)).toThrow('3 KV heads do not divide 4: no groups to convert.');
  });
});

test('mean is the pooling that Explore does, in both layers', () => {
  for (let layer = 0; layer < LAYERS; layer++) {
    const of = (parameters: ModelParameters, name: string) => projection(parameters, layer, name);
    const [wQ, wK, wV, wO] = ['w_q', 'w_k', 'w_v', 'w_o'].map((name) => of(model, name)) as [Kv, Kv, Kv, Kv];
    const pooled = poolKv({ wQ, wK, wV, wO }, mha, 2);
    expect(of(converted('mean'), 'w_k')).toEqual(pooled.wK);
    expect(of(converted('mean'), 'w_v')).toEqual(pooled.wV);
  }
});

test('first keeps heads 0 and 2 of 4, weights and biases', () => {
  const [before, after] = [model, converted('first')].map((parameters) => projection(parameters, 1, 'w_k')) as [Kv, Kv];
  expect([...after.bias]).toEqual([...before.bias.subarray(0, 4), ...before.bias.subarray(8, 12)]);
  expect(after.weight.subarray(64)).toEqual(before.weight.subarray(128, 192));
});

test('random draws other heads than the training of the same seed began with, and others for another seed', () => {
  const name = 'blocks.0.attention.w_k.weight';
  const drawn = converted('random')[name];
  expect(drawn).not.toEqual(model[name]?.subarray(0, drawn?.length));
  expect(drawn).not.toEqual(converted('random', 2, 4)[name]);
  expect(drawn).toEqual(converted('random')[name]);
  for (const value of drawn ?? []) expect(Math.abs(value)).toBeLessThanOrEqual(1 / Math.sqrt(16));
});

test('where the heads of a group are equal already, mean and first change nothing that the model computes', () => {
  // Two pairs of equal heads, bit by bit: a mean of two equal numbers is exact.
  const paired: ModelParameters = Object.fromEntries(
    Object.entries(model).map(([name, values]) => {
      const headLength = values.length / mha.numKvHeads;
      const twin = (index: number) => values[index - (Math.floor(index / headLength) % 2) * headLength] as number;
      return [name, isKv(name) ? values.map((_, index) => twin(index)) : values];
    }),
  );
  const x = Float32Array.from({ length: 5 * 16 }, (_, index) => Math.sin(index * 1.7));
  const expected = referenceModel(paired, mha, x).readouts;
  for (const rule of ['mean', 'first'] as const) {
    const parameters = convertModel(paired, mha, { numKvHeads: 2, rule, seed: 0 });
    const { readouts } = referenceModel(parameters, { ...mha, numKvHeads: 2 }, x);
    expect(maxAbsDifference(readouts, expected)).toBe(0);
  }
});

test('as many KV heads as before is the same model by mean and by first', () => {
  for (const rule of ['mean', 'first'] as const) expect(converted(rule, 4)).toEqual(model);
});
