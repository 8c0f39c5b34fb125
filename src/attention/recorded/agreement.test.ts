import { describe, expect, it } from 'vitest';
import { roundedToFloat16 } from '../numbers/float16.ts';
import { type LayerToMake, recordedLayer } from '../testing/recordedLayers.ts';
import { agreementOf, agreementSteps } from './agreement.ts';
import type { RecordedLayer } from './recording.ts';

const tokensOf = (length: number) => Array.from({ length }, (_, index) => ({ label: `${index}`, key: `${index}` }));
const agree = (layer: RecordedLayer, length = 5, scale: number | null = null) =>
  agreementOf(layer, { tokens: tokensOf(length), scale });

/** Rounds to the upper half of each float32, half to even. */
function roundedToBfloat16(values: Float32Array): Float32Array {
  const words = new Uint32Array(Float32Array.from(values).buffer);
  const rounded = words.map((word) => (word + 0x7fff + ((word >>> 16) & 1)) & 0xffff0000);
  return new Float32Array(rounded.buffer);
}

describe('maps that follow from q and k', () => {
  it.each<[string, LayerToMake]>([
    ['MHA', { numHeads: 4, numKvHeads: 4 }],
    ['GQA', { numHeads: 8, numKvHeads: 2 }],
    ['groups of three', { numHeads: 6, numKvHeads: 2, tokens: 7 }],
    ['MQA', { numHeads: 8, numKvHeads: 1 }],
    ['no mask', { causal: false }],
    ['one token', { tokens: 1 }],
    ['a sliding window', { tokens: 9, window: 3 }],
    ['a scale of their own', { scale: 0.1 }],
    ['a negative scale', { scale: -0.5 }],
    ['large scores', { size: 12, tokens: 12 }],
    ['scores whose exponentials overflow', { size: 60, tokens: 12 }],
  ])('agree to float32’s rounding: %s', (_, asked) => {
    for (const seed of [1, 2, 3]) {
      const agreement = agree(recordedLayer({ ...asked, seed }), asked.tokens, asked.scale);
      expect(agreement.cellsBeyond).toBe(0);
      expect(agreement.largestDifference).toBeLessThan(6e-8);
    }
  });

  it('are recomputed with the reach that their zeros show', () => {
    expect(agree(recordedLayer()).reach).toEqual({ back: 4, ahead: 0 });
    expect(agree(recordedLayer({ causal: false })).reach).toEqual({ back: 4, ahead: 4 });
    expect(agree(recordedLayer({ tokens: 9, window: 3 }), 9).reach).toEqual({ back: 2, ahead: 0 });
  });

  it.each([
    ['float16', roundedToFloat16, 11, 5e-4],
    ['bfloat16', roundedToBfloat16, 8, 4e-3],
  ] as const)('agree to the rounding of %s, which their numbers show', (_, round, bits, most) => {
    for (const seed of [1, 2, 3]) {
      const agreement = agree(recordedLayer({ seed, round, size: 2 }));
      expect(agreement).toMatchObject({ cellsBeyond: 0, weightBits: bits, vectorBits: bits });
      expect(agreement.largestDifference).toBeGreaterThan(1e-5);
      expect(agreement.largestDifference).toBeLessThan(most);
    }
  });

  it.each([
    ['q and k', null, roundedToBfloat16, roundedToBfloat16],
    ['q and k, to be scaled below 0', -0.5, roundedToBfloat16, roundedToBfloat16],
    ['q', null, roundedToBfloat16, same],
    ['k', null, same, roundedToBfloat16],
  ])('agree if %s were rounded to bfloat16 after the maps were made', (_, scale, roundQ, roundK) => {
    for (const seed of [1, 2, 3]) {
      const layer = recordedLayer({ seed, size: 2, ...(scale !== null && { scale }) });
      const { q, k, v } = layer.vectors;
      const agreement = agree({ ...layer, vectors: { q: roundQ(q), k: roundK(k), v } }, 5, scale);
      expect(agreement).toMatchObject({ cellsBeyond: 0, weightBits: 24, vectorBits: 8 });
      expect(agreement.largestDifference).toBeGreaterThan(1e-4);
    }
  });
});

it('is the precision of all heads, not of one whose weights are round numbers', () => {
  const layer = recordedLayer({ numHeads: 2, numKvHeads: 1, tokens: 2 });
  const round = layer.weights.map((weight, cell) => (cell < 4 ? weight : [1, 0, 0.5, 0.5][cell - 4]) as number);
  expect(agree({ ...layer, weights: round }, 2).weightBits).toBe(24);
});

it('takes a hidden key’s weight for 0, however far scores are rounded', () => {
  expect(agree(recordedLayer({ size: 2000, round: roundedToBfloat16 })).cellsBeyond).toBe(0);
});

describe('maps that do not follow from q and k', () => {
  const wrong: [string, (layer: ReturnType<typeof recordedLayer>) => RecordedLayer, number | null][] = [
    ['another number of KV heads', (layer) => ({ ...layer, numKvHeads: 1 }), null],
    ['another scale', (layer) => layer, 0.4],
    ['q and k changed over', (layer) => changedOver(layer), null],
    ['one weight off by 2e-5', (layer) => ({ ...layer, weights: changed(layer.weights, 5 * 17 + 10, 2e-5) }), null],
  ];
  it.each(wrong)('are found: %s', (_, change, scale) => {
    const layer = recordedLayer({ numHeads: 6, numKvHeads: 6, layer: 3 });
    expect(agree(layer).cellsBeyond).toBe(0);
    expect(agree(change(layer), 5, scale).cellsBeyond).toBeGreaterThan(0);
  });

  it('are found in bfloat16 too, if they are those of another KV head', () => {
    const layer = recordedLayer({ numHeads: 4, numKvHeads: 2, round: roundedToBfloat16, size: 2, tokens: 8 });
    const [first, second] = [layer.vectors.k.slice(0, 32), layer.vectors.k.slice(32)];
    const swapped = { ...layer, vectors: { ...layer.vectors, k: Float32Array.of(...second, ...first) } };
    expect(agree(swapped, 8).cellsBeyond).toBeGreaterThan(20);
  });

  it('are named by the cell that is farthest off', () => {
    const layer = recordedLayer();
    // Query head 3, query 2, key 1.
    const weights = changed(layer.weights, (3 * 5 + 2) * 5 + 1, 0.25);
    const { cell, largestDifference, cellsBeyond } = agree({ ...layer, weights });
    expect({ ...cell, tolerance: 0 }).toMatchObject({ queryHead: 3, query: 2, key: 1 });
    expect(cell.recorded - cell.recomputed).toBeCloseTo(0.25, 6);
    expect(largestDifference).toBeCloseTo(0.25, 6);
    expect(cellsBeyond).toBe(1);
  });

  it('are as far off as can be if q and k overflow', () => {
    const layer = recordedLayer();
    const huge = layer.vectors.q.map(() => Infinity);
    expect(agree({ ...layer, vectors: { ...layer.vectors, q: huge } })).toMatchObject({ largestDifference: Infinity });
  });
});

it('lets other work pass: no step makes more than some millions of products', () => {
  const layer = recordedLayer({ numHeads: 2, numKvHeads: 1, headDim: 64, tokens: 300 });
  const shares = [...agreementSteps(layer, { tokens: tokensOf(300), scale: null })];
  expect(shares.slice(0, 2)).toEqual([0, 0]);
  expect(shares.length).toBeGreaterThan(2 + (2 * 300 ** 2 * 64) / 2 ** 22);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBeLessThanOrEqual(1);
});

it('needs q and k', () => {
  expect(() => agree({ ...recordedLayer({ layer: 2 }), vectors: null })).toThrow('Layer 2 has no q and k');
});

function same(values: Float32Array): Float32Array {
  return values;
}

function changed(weights: Float32Array, cell: number, by: number): Float32Array {
  return weights.with(cell, (weights[cell] as number) + by);
}

function changedOver(layer: ReturnType<typeof recordedLayer>): RecordedLayer {
  return { ...layer, vectors: { ...layer.vectors, q: layer.vectors.k, k: layer.vectors.q } };
}
