import { describe, expect, test } from 'vitest';
import { planOf } from '../../testing/arbitraryPlans.ts';
import type { CostModel } from '../cachedLayers.ts';
import { fitOnGpus } from './fit.ts';
import { type Needs, type Served, servedBy } from './needs.ts';

const GIB = 2n ** 30n;
const LLAMA_70B: CostModel = {
  name: 'Llama 3.1 70B',
  plan: planOf({ count: 80 }),
  dModel: 8192,
  queryHeads: 64,
  parameters: 70_553_706_496,
  activeParameters: null,
  maxContext: 131_072,
  nativeDtype: 'bf16',
};
/** 64 sequences of 32,768 tokens on 8 × H100. */
const NEEDS: Needs = {
  model: LLAMA_70B,
  sequences: 64,
  weightBytes: 141_107_412_992n,
  weightType: 'bf16',
  format: { type: 'bf16' },
  gpus: 8,
  tensorParallel: null,
  memoryBytes: 81_559n * 2n ** 20n,
  utilisation: 0.9,
  overheadBytes: 2n * GIB,
  blockSize: 16,
  contextTokens: 32_768,
};

function served(needs: Partial<Needs> = {}): Served[] {
  const outcome = servedBy({ ...NEEDS, ...needs });
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

/** KV heads that do. */
function serving(needs: Partial<Needs> = {}): number[] {
  return served(needs).flatMap(({ kvHeads, serves }) => (serves ? kvHeads : []));
}

describe('which KV heads serve so many sequences', () => {
  test('are answered for every divisor of the query heads', () => {
    expect(served().map(({ kvHeads }) => kvHeads)).toEqual([1, 2, 4, 8, 16, 32, 64]);
  });

  // By hand: 69.68 GiB a GPU beside the overhead; 53.2 GiB beside an eighth of the weights, 36.8 GiB beside a quarter. One head
  // is 40 KiB a token: 1.39 million tokens on one replica of eight GPUs, 1.93 million on two of four.
  test('are none for 64 sequences of 32,768 tokens of Llama 3.1 70B on 8 H100 in bf16, where heads are repeated', () => {
    expect(serving()).toEqual([]);
  });

  test('are up to 8 with a cache of half the bytes, or for half the sequences, and fewer for longer ones', () => {
    expect(serving({ format: { type: 'fp8' } })).toEqual([1, 2, 4, 8]);
    expect(serving({ sequences: 32 })).toEqual([1, 2, 4, 8]);
    expect(serving({ sequences: 32, contextTokens: 49_152 })).toEqual([1, 2, 4]);
    expect(serving({ sequences: 1, contextTokens: 131_072 })).toEqual([1, 2, 4, 8, 16, 32, 64]);
  });

  test('say what fits at the size at which most does, and no other size serves more', () => {
    for (const { kvHeads, tensorParallel, fit, weightBytes } of served()) {
      const at = (size: number) =>
        fitOnGpus({
          ...NEEDS,
          plan: planOf({ count: 80, kvHeads }),
          queryHeads: 64,
          weightBytes,
          tensorParallel: size,
        });
      const best = at(tensorParallel ?? 0);
      expect(best).toEqual({ ok: true, value: fit });
      for (const size of [1, 2, 4, 8]) {
        const other = at(size);
        expect(other.ok && (other.value.sequences ?? 0n) <= (fit?.sequences ?? 0n)).toBe(true);
      }
    }
  });

  test('keep to a tensor parallel size that is given', () => {
    expect(served({ tensorParallel: 8 }).every(({ tensorParallel }) => tensorParallel === 8)).toBe(true);
    const three = served({ tensorParallel: 3, gpus: 3 });
    expect(three.map(({ serves, fit }) => [serves, fit])).toEqual(three.map(() => [false, null]));
  });

  test('weigh what their own K and V projections weigh', () => {
    const weights = served().map(({ weightBytes }) => weightBytes);
    const pair = 80n * 8192n * 128n * 2n * 2n;
    expect(weights).toEqual([1n, 2n, 4n, 8n, 16n, 32n, 64n].map((heads) => NEEDS.weightBytes + (heads - 8n) * pair));
    const unknown = served({ model: { ...LLAMA_70B, dModel: null } });
    expect(
      unknown.every(({ weightBytes, isWeightOfPublished }) => isWeightOfPublished && weightBytes === NEEDS.weightBytes),
    ).toBe(true);
    expect(served()[0]?.isWeightOfPublished).toBe(false);
  });

  test('are refused with a sentence if a number is wrong or heads are not known', () => {
    const reasons = [
      { sequences: 0 },
      { gpus: -1 },
      { contextTokens: 0.5 },
      { model: { ...LLAMA_70B, queryHeads: null } },
    ].map((wrong) => servedBy({ ...NEEDS, ...wrong }));
    expect(reasons.map(({ ok }) => ok)).toEqual([false, false, false, false]);
    const mla = { ...LLAMA_70B, plan: planOf({ kind: 'mla', kvHeads: 1, headDimK: 576, headDimV: 0 }) };
    expect(servedBy({ ...NEEDS, model: mla }).ok).toBe(false);
    expect(servedBy({ ...NEEDS, model: mla, widths: { headDimK: 192, headDimV: 128 } }).ok).toBe(true);
  });
});
