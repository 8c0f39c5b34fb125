import fc from 'fast-check';
import { expect, test } from 'vitest';
import { referenceAttention } from './reference.ts';
import { maxRowSumError, maxWeightAboveDiagonal } from './selfChecks.ts';
import { kvHeadOf } from './sharing.ts';
import type { AttentionWeights, LinearWeights, RunConfig } from './types.ts';
import { drawWeights } from './weights.ts';

/** Small layers of 24 features, MHA and MQA among them, with an input of 1 … 6 positions. */
const runs = fc
  .record({
    heads: fc.constantFrom([6, 3] as const, [6, 2] as const, [12, 4] as const, [8, 1] as const, [3, 3] as const),
    causal: fc.boolean(),
    bias: fc.boolean(),
    seed: fc.nat(),
    length: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ heads: [numHeads, numKvHeads], length, ...rest }) => {
    const run: RunConfig = { dModel: 24, numHeads, numKvHeads, positions: false, kvRule: 'independent', ...rest };
    const x = Float64Array.from({ length: length * run.dModel }, (_, index) => Math.sin(index * 0.7 + run.seed));
    return { run, x, weights: drawWeights('gqa', run) };
  });

test('grouped-query attention is multi-head attention whose K and V heads are copied to each query head', () => {
  fc.assert(
    fc.property(runs, ({ run, x, weights }) => {
      const grouped = referenceAttention({ x, weights, shape: run, causal: run.causal });
      const copied = referenceAttention({
        x,
        weights: copyKvHeads(weights, run),
        shape: { ...run, numKvHeads: run.numHeads },
        causal: run.causal,
      });
      expect(copied.attentionWeights).toEqual(grouped.attentionWeights);
      expect(copied.output).toEqual(grouped.output);
    }),
    { numRuns: 30 },
  );
});

test('every row of weights sums to 1, and nothing is above the diagonal under the mask', () => {
  fc.assert(
    fc.property(runs, ({ run, x, weights }) => {
      const { attentionWeights } = referenceAttention({ x, weights, shape: run, causal: run.causal });
      expect(maxRowSumError(attentionWeights, x.length / run.dModel)).toBeLessThan(1e-14);
      if (run.causal) expect(maxWeightAboveDiagonal(attentionWeights, x.length / run.dModel)).toBe(0);
    }),
    { numRuns: 30 },
  );
});

function copyKvHeads(weights: AttentionWeights, shape: RunConfig): AttentionWeights {
  const copy = (rows: Float32Array) => {
    const headLength = rows.length / shape.numKvHeads;
    const copies = new Float32Array(headLength * shape.numHeads);
    for (let head = 0; head < shape.numHeads; head++) {
      const kvHead = kvHeadOf(head, shape);
      copies.set(rows.subarray(kvHead * headLength, (kvHead + 1) * headLength), head * headLength);
    }
    return copies;
  };
  const copyLinear = ({ weight, bias }: LinearWeights) => ({
    weight: copy(weight),
    ...(bias && { bias: copy(bias) }),
  });
  return { ...weights, wK: copyLinear(weights.wK), wV: copyLinear(weights.wV) };
}
