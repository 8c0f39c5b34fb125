import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  D_MODEL_CHOICES,
  hasBias,
  headChoices,
  headDim,
  headDimChoices,
  kvHeadChoices,
  kvHeadOf,
  kvWidth,
  nearestChoice,
  queryWidth,
  shapeOf,
} from './sharing.ts';
import { type BiasChoice, MECHANISMS } from './types.ts';

describe('the sharing map', () => {
  test('gives 8 query heads over 2 KV heads in blocks, not in turns', () => {
    const shape = { numHeads: 8, numKvHeads: 2 };
    expect(Array.from({ length: 8 }, (_, head) => kvHeadOf(head, shape))).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
  });

  test('gives every KV head exactly group-size consecutive query heads', () => {
    const sizes = fc.record({ numKvHeads: fc.integer({ min: 1, max: 64 }), group: fc.integer({ min: 1, max: 64 }) });
    fc.assert(
      fc.property(sizes, ({ numKvHeads, group }) => {
        const shape = { numHeads: numKvHeads * group, numKvHeads };
        const expected = Array.from({ length: numKvHeads }, (_, kvHead) => Array<number>(group).fill(kvHead)).flat();
        expect(expected.map((_, queryHead) => kvHeadOf(queryHead, shape))).toEqual(expected);
      }),
    );
  });
});

describe('the shape of a mechanism', () => {
  const shape = { dModel: 256, numHeads: 16, numKvHeads: 4 };

  test('differs in its KV heads alone: all for MHA, one for MQA', () => {
    expect(shapeOf('mha', shape)).toEqual({ ...shape, numKvHeads: 16 });
    expect(shapeOf('gqa', shape)).toEqual(shape);
    expect(shapeOf('mqa', shape)).toEqual({ ...shape, numKvHeads: 1 });
  });

  test('has d_k = d_model / query heads', () => {
    expect(headDim(shape)).toBe(16);
    expect([queryWidth(shape), kvWidth(shape)]).toEqual([256, 64]);
  });

  test('keeps a head’s own width in all three', () => {
    const own = { ...shape, headDim: 24 };
    for (const mechanism of MECHANISMS) expect(headDim(shapeOf(mechanism, own))).toBe(24);
    expect([queryWidth(own), kvWidth(shapeOf('mqa', own))]).toEqual([384, 24]);
  });

  test('has biases on all projections, on none, or on q, k and v', () => {
    const of = (bias: BiasChoice) => (['wQ', 'wK', 'wV', 'wO'] as const).map((each) => hasBias(bias, each));
    expect([of(true), of(false)]).toEqual([Array(4).fill(true), Array(4).fill(false)]);
    expect(of('qkv')).toEqual([true, true, true, false]);
  });
});

describe('choices', () => {
  test('of query heads are the divisors of d_model up to 64', () => {
    expect(D_MODEL_CHOICES).toEqual([16, 32, 64, 128, 256, 512, 1024]);
    expect(headChoices(16)).toEqual([1, 2, 4, 8, 16]);
    expect(headChoices(1024)).toEqual([1, 2, 4, 8, 16, 32, 64]);
    expect(headChoices(48)).toEqual([1, 2, 3, 4, 6, 8, 12, 16, 24, 48]);
  });

  test('of KV heads are the divisors of the query heads, from MQA to MHA', () => {
    expect(kvHeadChoices(6)).toEqual([1, 2, 3, 6]);
    expect(kvHeadChoices(1)).toEqual([1]);
  });

  test('of a head’s width are those of real models that so many heads leave room for', () => {
    expect(headDimChoices(8)).toEqual([4, 8, 16, 32, 64, 128, 256]);
    expect(headDimChoices(64)).toEqual([4, 8, 16, 32]);
  });

  test('nearest to a value take the smaller of two equally near', () => {
    expect(nearestChoice(4, [1, 2, 3, 6])).toBe(3);
    expect(nearestChoice(3, [1, 2, 4, 8])).toBe(2);
    expect(nearestChoice(100, [1, 2, 4])).toBe(4);
    expect(nearestChoice(-5, [1, 2, 4])).toBe(1);
  });
});
