import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactKvCacheBytes } from '../kvCache.ts';
import { arbitraryFormat, arbitraryPlan, planOf } from '../testing/arbitraryPlans.ts';
import { FUZZ_RUNS } from '../testing/fuzzRuns.ts';
import { bytesPerToken, cacheBytes, crossAttentionBytes, keptTokens, sequenceBytes } from './cacheBytes.ts';
import type { CachePlan } from './cachedLayers.ts';
import { ELEMENT_TYPES, type ElementFormat } from './elementTypes.ts';

// The same cases at every run.
fc.configureGlobal({ seed: 1 });

const RUNS = { numRuns: Math.ceil(FUZZ_RUNS / 5) };
const BF16: ElementFormat = { type: 'bf16' };
const someTokens = fc.integer({ min: 0, max: 700 });

/** Every layer, token and head on its own, element by element in bits: slow, and nothing in common with what is tested. */
function slowBytes(plan: CachePlan, { type, scales }: ElementFormat, tokens: number, source: number): number {
  const bits = { fp32: 32, bf16: 16, fp16: 16, fp8: 8, int8: 8, int4: 4 }[type];
  const vector = (width: number) => {
    let [bytes, free] = [0, 0];
    for (let element = 0; element < width; element++) {
      if (scales && element % scales.elements === 0) bytes += scales.bytes;
      if (free < bits) {
        bytes += Math.max(1, bits / 8);
        free += Math.max(8, bits);
      }
      free -= bits;
    }
    return bytes;
  };
  let bytes = 0;
  for (const run of plan.layers) {
    const pair = vector(run.headDimK) + vector(run.headDimV);
    for (let layer = 0; layer < run.count; layer++)
      for (let token = 0; token < tokens; token++) {
        const isLost = run.window !== null && token < tokens - run.window;
        for (let head = 0; head < run.kvHeads && !isLost; head++) bytes += pair;
      }
  }
  const cross = plan.crossAttention;
  if (cross)
    for (let token = 0; token < source; token++) bytes += cross.layers * cross.kvHeads * 2 * vector(cross.headDim);
  if (plan.indexer)
    for (let token = 0; token < tokens; token++) bytes += plan.indexer.layers * plan.indexer.bytesPerToken;
  return bytes;
}

describe('bytes of a cache', () => {
  test('equal those of a loop over layers, tokens and heads', () => {
    const property = fc.property(
      arbitraryPlan,
      arbitraryFormat,
      fc.integer({ min: 0, max: 120 }),
      fc.integer({ min: 0, max: 20 }),
      (plan, format, tokens, sourceTokens) => {
        const { total } = cacheBytes(plan, format, { tokens, sourceTokens });
        expect(total).toBe(BigInt(slowBytes(plan, format, tokens, sourceTokens)));
      },
    );
    // A case counts to some hundred thousand elements.
    fc.assert(property, { numRuns: Math.ceil(FUZZ_RUNS / 10) });
  });

  test('are the sum of the terms, and each term is its product', () => {
    fc.assert(
      fc.property(arbitraryPlan, arbitraryFormat, someTokens, fc.nat(9), (plan, format, tokens, sequences) => {
        const bytes = cacheBytes(plan, format, { tokens, sequences, sourceTokens: 11 });
        expect(bytes.terms.reduce((sum, term) => sum + term.bytes, 0n)).toBe(bytes.total);
        expect(bytes.selfBytes + bytes.crossBytes + bytes.indexerBytes).toBe(bytes.total);
        for (const term of bytes.terms) {
          const elements = term.factor * term.layers * term.kvHeads * term.width * term.tokens * term.sequences;
          expect(BigInt(Math.floor(elements * term.bytesPerElement)) + term.overheadBytes).toBe(term.bytes);
          expect(term.overheadBytes >= 0n).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test('grow by the same with every sequence, and without windows with every token', () => {
    fc.assert(
      fc.property(arbitraryPlan, arbitraryFormat, someTokens, fc.nat(1e9), (plan, format, tokens, sequences) => {
        const one = cacheBytes(plan, format, { tokens, sourceTokens: 3 }).total;
        expect(cacheBytes(plan, format, { tokens, sequences, sourceTokens: 3 }).total).toBe(one * BigInt(sequences));
        const { allLayers, indexer } = bytesPerToken(plan, format);
        expect(sequenceBytes(plan, format, tokens, false)).toBe(BigInt(tokens) * (allLayers + indexer));
      }),
      RUNS,
    );
  });

  test('grow by the same with every layer and every KV head', () => {
    fc.assert(
      fc.property(arbitraryFormat, someTokens, fc.integer({ min: 1, max: 200 }), (format, tokens, times) => {
        const bytesOf = (layers: object) => sequenceBytes(planOf(layers), format, tokens);
        const one = bytesOf({ count: 1, kvHeads: 1 });
        expect(bytesOf({ count: times, kvHeads: 1 })).toBe(one * BigInt(times));
        expect(bytesOf({ count: 1, kvHeads: times })).toBe(one * BigInt(times));
      }),
      RUNS,
    );
  });

  test('stop growing at the window in windowed and chunked layers, and there alone', () => {
    for (const kind of ['sliding', 'chunked'] as const) {
      const plan = planOf({ kind, window: 4096 });
      const at = (tokens: number) => sequenceBytes(plan, BF16, tokens);
      expect(at(4095)).toBe(4095n * 131_072n);
      expect([at(4096), at(4097), at(1e9)]).toEqual([at(4096), at(4096), at(4096)]);
      expect(sequenceBytes(plan, BF16, 4097, false)).toBe(4097n * 131_072n);
    }
    expect(sequenceBytes(planOf({ kind: 'full' }), BF16, 1e9)).toBe(131_072n * 1_000_000_000n);
  });

  test('of one more token lie between those of layers that grow for ever and those of all layers', () => {
    fc.assert(
      fc.property(arbitraryPlan, arbitraryFormat, someTokens, (plan, format, tokens) => {
        const { growing, allLayers, indexer } = bytesPerToken(plan, format);
        const more = sequenceBytes(plan, format, tokens + 1) - sequenceBytes(plan, format, tokens);
        expect(more >= growing + indexer && more <= allLayers + indexer).toBe(true);
      }),
      RUNS,
    );
  });

  test('are as many as the charts of Explore say of the same layers', () => {
    const format = fc.constantFrom('fp32', 'fp16', 'fp8', 'int4');
    fc.assert(
      fc.property(format, someTokens, fc.integer({ min: 1, max: 64 }), (type, tokens, numKvHeads) => {
        const size = { layers: 3, numKvHeads, headDim: 16, tokens, sequences: 5 };
        const bytesPerElement = { fp32: 4, fp16: 2, fp8: 1, int4: 0.5 }[type];
        const plan = planOf({ count: 3, kvHeads: numKvHeads, headDimK: 16, headDimV: 16 });
        const { total } = cacheBytes(plan, { type }, { tokens, sequences: 5 });
        expect(total).toBe(BigInt(exactKvCacheBytes({ ...size, bytesPerElement })));
      }),
      RUNS,
    );
  });

  test('are exact far beyond 2⁵³', () => {
    const { total } = cacheBytes(planOf({}), BF16, { tokens: 1_000_003, sequences: 999_999_937 });
    expect(total).toBe(131_072n * 1_000_003n * 999_999_937n);
  });

  test('count one vector of MLA once, and the index in bytes of its own', () => {
    const mla = { kind: 'mla', count: 61, kvHeads: 1, headDimK: 576, headDimV: 0 } as const;
    const plan = planOf(mla, { indexer: { layers: 61, bytesPerToken: 132 } });
    expect(bytesPerToken(plan, BF16)).toEqual({ growing: 70_272n, allLayers: 70_272n, indexer: 8_052n });
    expect(bytesPerToken(plan, { type: 'fp8' })).toEqual({ growing: 35_136n, allLayers: 35_136n, indexer: 8_052n });
    expect(sequenceBytes(plan, BF16, 1000)).toBe(78_324_000n);
    expect(cacheBytes(plan, BF16, { tokens: 2 }).terms.map(({ factor, width }) => [factor, width])).toEqual([
      [1, 576],
      [1, 132],
    ]);
  });

  test('count K and V of unequal width, with their own scales', () => {
    const plan = planOf({ count: 1, kvHeads: 1, headDimK: 192, headDimV: 128 });
    const { terms } = cacheBytes(plan, BF16, { tokens: 1 });
    expect(terms[0]).toMatchObject({ factor: 1, width: 320, bytes: 640n, overheadBytes: 0n });
    // 6 + 4 groups of 32, a scale of 2 bytes each; and 2 + 2 of 100, of which the second is not full.
    expect(sequenceBytes(plan, { type: 'int8', scales: { elements: 32, bytes: 2 } }, 1)).toBe(320n + 20n);
    expect(sequenceBytes(plan, { type: 'int8', scales: { elements: 100, bytes: 4 } }, 1)).toBe(320n + 16n);
  });

  test('take whole bytes for K and whole bytes for V of each head', () => {
    const plan = planOf({ count: 1, kvHeads: 1, headDimK: 7, headDimV: 7 });
    expect(sequenceBytes(plan, { type: 'int4' }, 1)).toBe(8n);
    expect(cacheBytes(plan, { type: 'int4' }, { tokens: 1 }).terms[0]?.overheadBytes).toBe(1n);
  });

  test('of cross-attention follow the source, given or fixed, and not the text', () => {
    const cross = { layers: 4, kvHeads: 6, headDim: 64, sourceTokens: 1500 };
    const whisper = planOf({ count: 4, kvHeads: 6, headDimK: 64, headDimV: 64 }, { crossAttention: cross });
    expect(crossAttentionBytes(whisper, BF16, 1)).toBe(6_144n);
    for (const tokens of [0, 1, 448])
      expect(cacheBytes(whisper, BF16, { tokens })).toMatchObject({ crossBytes: 9_216_000n, sourceUnknown: false });
    expect(cacheBytes(whisper, BF16, { tokens: 1, sourceTokens: 10 }).crossBytes).toBe(61_440n);
    const open = { ...whisper, crossAttention: { ...cross, sourceTokens: null } };
    expect(cacheBytes(open, BF16, { tokens: 1 })).toMatchObject({ crossBytes: 0n, sourceUnknown: true });
    expect(cacheBytes(open, BF16, { tokens: 1, sourceTokens: 2 }).sourceUnknown).toBe(false);
  });

  test('are none in layers that keep nothing, which the terms still name', () => {
    for (const kind of ['state', 'shared', 'none', 'cross'] as const) {
      const plan = planOf({ kind, kvHeads: 0, headDimK: 0, headDimV: 0 });
      const { terms, total } = cacheBytes(plan, BF16, { tokens: 1000 });
      expect([terms.length, terms[0]?.tokens, total]).toEqual([1, 0, 0n]);
      expect(keptTokens({ kind, window: null }, 1000)).toBe(0);
    }
  });

  test('halve from type to type: four, two, one and half a byte an element', () => {
    const bytes = ELEMENT_TYPES.map((type) => sequenceBytes(planOf({}), { type }, 1));
    expect(bytes).toEqual([262_144n, 131_072n, 131_072n, 65_536n, 65_536n, 32_768n]);
  });
});
