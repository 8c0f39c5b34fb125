import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryFormat, arbitraryPlan, planOf } from '../../testing/arbitraryPlans.ts';
import { FUZZ_RUNS } from '../../testing/fuzzRuns.ts';
import { bytesPerToken, cacheBytes } from '../cacheBytes.ts';
import type { CachedLayers, CachePlan } from '../cachedLayers.ts';
import type { ElementFormat } from '../elementTypes.ts';
import { blockLayout, blocksOfSequence } from './blocks.ts';

// The same cases at every run.
fc.configureGlobal({ seed: 1 });

const BF16: ElementFormat = { type: 'bf16' };
const WRITING = { sourceTokens: 0, scheduledTokens: null };

/** Runs of layers that are alike but for what each names. */
function runsOf(...runs: Partial<CachedLayers>[]): CachePlan {
  return { ...planOf({}), layers: runs.flatMap((run) => planOf(run).layers) };
}

function layoutOf(plan: CachePlan, windows = true) {
  const layout = blockLayout(plan, BF16, 16, windows);
  if (!layout) throw new Error('Nothing is kept.');
  return layout;
}

describe('blocks', () => {
  test('hold as many tokens of every layer if all layers keep all of them', () => {
    fc.assert(
      fc.property(arbitraryPlan, arbitraryFormat, fc.integer({ min: 1, max: 64 }), (plan, format, size) => {
        const layout = blockLayout({ ...plan, crossAttention: null }, format, size, false);
        const { allLayers, indexer } = bytesPerToken(plan, format);
        expect(layout?.blockBytes ?? 0n).toBe(BigInt(size) * (allLayers + indexer));
      }),
      { numRuns: Math.ceil(FUZZ_RUNS / 5) },
    );
  });

  test('have room for all that a sequence keeps, in every kind of plan', () => {
    const sizes = fc.record({
      tokens: fc.nat(700),
      sourceTokens: fc.nat(50),
      scheduled: fc.option(fc.integer({ min: 1, max: 99 })),
    });
    fc.assert(
      fc.property(
        arbitraryPlan,
        arbitraryFormat,
        fc.integer({ min: 1, max: 64 }),
        sizes,
        (plan, format, size, held) => {
          const layout = blockLayout(plan, format, size);
          const { tokens, sourceTokens } = held;
          const kept = cacheBytes(plan, format, { tokens, sourceTokens }).total;
          if (!layout) {
            expect(kept).toBe(0n);
            return;
          }
          const blocks = blocksOfSequence(layout, { tokens, sourceTokens, scheduledTokens: held.scheduled });
          expect(blocks * layout.blockBytes >= kept).toBe(true);
          const layers = plan.layers.reduce((sum, run) => sum + (run.kvHeads > 0 ? run.count : 0), 0);
          const grouped = layout.groups.reduce((sum, group) => sum + group.layers, 0);
          expect(grouped).toBe(layers + (plan.crossAttention?.layers ?? 0) + (plan.indexer?.layers ?? 0));
        },
      ),
      { numRuns: Math.ceil(FUZZ_RUNS / 5) },
    );
  });

  test('are dealt out to groups of as many layers as the rarest kind has', () => {
    // Gemma 3 27B: 10 layers of all tokens, 52 of 1,024.
    const gemma = runsOf({ count: 10, kvHeads: 16 }, { kind: 'sliding', count: 52, kvHeads: 16, window: 1024 });
    const layout = layoutOf(gemma);
    expect(layout.blockBytes).toBe(10n * 16n * 8192n);
    expect(layout.groups).toMatchObject([
      { layers: 10, groups: 1, paddingLayers: 0, blockTokens: 16 },
      { layers: 52, groups: 6, paddingLayers: 8, blockTokens: 16 },
    ]);
    expect(blocksOfSequence(layout, { ...WRITING, tokens: 131_072 })).toBe(8192n + 6n * 64n);
    expect(blocksOfSequence(layout, { ...WRITING, tokens: 100 })).toBe(7n * 7n);
  });

  test('are dealt out to groups of as many as the commonest has, if that is less than half as many again', () => {
    const layout = layoutOf(runsOf({ count: 13 }, { kind: 'sliding', count: 12, window: 128 }));
    expect(layout.groups).toMatchObject([
      { layers: 13, groups: 1, paddingLayers: 0 },
      { layers: 12, groups: 1, paddingLayers: 1 },
    ]);
    const apart = layoutOf(runsOf({ count: 18 }, { kind: 'sliding', count: 12, window: 128 }));
    expect(apart.groups.map(({ groups }) => groups)).toEqual([2, 1]);
  });

  test('put layers of one kind together that stand apart in the model', () => {
    const sliding = { kind: 'sliding', count: 5, window: 512 } as const;
    const layout = layoutOf(runsOf(sliding, { count: 1 }, sliding, { count: 1 }));
    expect(layout.groups.map(({ layers, groups }) => [layers, groups])).toEqual([
      [10, 5],
      [2, 1],
    ]);
  });

  test('hold more tokens of layers with smaller pages', () => {
    const layout = layoutOf(runsOf({ count: 4, kvHeads: 4 }, { kind: 'sliding', count: 4, kvHeads: 8, window: 100 }));
    expect(layout.blockBytes).toBe(4n * 16n * 4096n);
    expect(layout.groups.map(({ blockTokens }) => blockTokens)).toEqual([32, 16]);
    const padded = layoutOf(runsOf({ count: 4, headDimK: 192 }, { kind: 'sliding', count: 4, window: 100 }));
    expect(padded.blockBytes).toBe(4n * 16n * 5120n);
    expect(padded.groups.map(({ blockTokens }) => blockTokens)).toEqual([16, 16]);
  });

  test('of windowed layers are as many as the window needs while a sequence is written', () => {
    const mistral = layoutOf(planOf({ kind: 'sliding', window: 4096 }));
    const blocks = [1, 16, 17, 4096, 32_768].map((tokens) => blocksOfSequence(mistral, { ...WRITING, tokens }));
    expect(blocks).toEqual([1n, 1n, 2n, 256n, 256n]);
    const everything = layoutOf(planOf({ kind: 'sliding', window: 4096 }), false);
    expect(blocksOfSequence(everything, { ...WRITING, tokens: 32_768 })).toBe(2048n);
  });

  test('of a source follow the source', () => {
    const crossAttention = { layers: 4, kvHeads: 8, headDim: 128, sourceTokens: 1500 };
    const layout = layoutOf(planOf({ count: 4 }, { crossAttention }));
    expect(blocksOfSequence(layout, { tokens: 17, sourceTokens: 1500, scheduledTokens: null })).toBe(2n + 94n);
  });

  test('are none if nothing is kept', () => {
    expect(blockLayout(planOf({ kind: 'state', kvHeads: 0, headDimK: 0, headDimV: 0 }), BF16, 16)).toBeNull();
  });
});
