import { describe, expect, test } from 'vitest';
import { planOf } from '../../testing/arbitraryPlans.ts';
import type { CachePlan } from '../cachedLayers.ts';
import { bytesOfGib } from '../decimal.ts';
import type { ElementFormat } from '../elementTypes.ts';
import { type Fit, type FitInput, fitOnGpus } from './fit.ts';

const BF16: ElementFormat = { type: 'bf16' };
const LLAMA_8B = planOf({});
/** Qwen3-Coder-30B-A3B: 48 layers, 4 KV heads of 128. */
const QWEN_30B = planOf({ count: 48, kvHeads: 4 });
/** Qwen1.5-7B as vLLM's own test takes it: 32 layers of all tokens, and as many of 1,024. */
const FULL = planOf({ kvHeads: 32 });
const SLIDING = planOf({ kvHeads: 32, kind: 'sliding', window: 1024 });
const HYBRID: CachePlan = { ...FULL, layers: [...FULL.layers, ...SLIDING.layers] };

/** A GPU that has `availableBytes` for K and V. */
function fitIn(plan: CachePlan, availableBytes: bigint, rest: Partial<FitInput> = {}): Fit {
  const outcome = fitOnGpus({
    plan,
    queryHeads: 32,
    format: BF16,
    weightBytes: 0n,
    overheadBytes: 0n,
    gpus: 1,
    tensorParallel: 1,
    memoryBytes: availableBytes,
    utilisation: 1,
    blockSize: 16,
    contextTokens: 1,
    ...rest,
  });
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

/** As the log prints it: blocks over the blocks of one sequence. */
function concurrency({ blocks, blocksPerSequence }: Fit): string {
  return `${(Number(blocks) / Number(blocksPerSequence)).toFixed(2)}x`;
}

describe('what vLLM says of itself', () => {
  // github.com/vllm-project/vllm/issues/10517: Llama 3.1 8B on an RTX 3090. The log prints memory to two digits.
  test.each([
    ['3.81', 1952, 31_232, 20_000, '1.56x', true],
    ['2.89', 1478, 23_648, 29_000, '0.82x', false],
  ])(
    'in a log with %s GiB of cache comes out: %i blocks, %i tokens',
    (gib, blocks, tokens, contextTokens, times, fits) => {
      const [least, most] = [Number(gib) - 0.005, Number(gib) + 0.005].map(
        (part) => fitIn(LLAMA_8B, bytesOfGib(part)).blocks,
      );
      expect(Number(least) <= blocks && blocks <= Number(most)).toBe(true);
      const fitted = fitIn(LLAMA_8B, BigInt(blocks) * 2_097_152n, { contextTokens });
      expect(fitted).toMatchObject({ blocks: BigInt(blocks), tokens: BigInt(tokens), fits });
      expect(concurrency(fitted)).toBe(times);
    },
  );

  test('of what that GPU has left for the cache comes out: 23.58 GiB · 0.9 less weights and the rest of the peak', () => {
    const sizes = {
      memoryBytes: bytesOfGib(23.58),
      weightBytes: bytesOfGib(14.9888),
      overheadBytes: bytesOfGib(17.06 - 14.9888 + 0.35),
    };
    const { availableBytes } = fitIn(LLAMA_8B, 0n, { ...sizes, utilisation: 0.9 });
    expect((Number(availableBytes) / 2 ** 30).toFixed(2)).toBe('3.81');
  });

  // github.com/vllm-project/vllm/pull/13596 and /issues/2418.
  test('of blocks and tokens comes out', () => {
    const many = fitIn(LLAMA_8B, 127_626n * 2_097_152n, { contextTokens: 2048 });
    expect([many.tokens, concurrency(many)]).toEqual([2_042_016n, '997.08x']);
    const few = fitIn(planOf({ kvHeads: 32 }), 229n * 8_388_608n, { contextTokens: 4096 });
    expect([few.tokens, few.fits, few.longestSequence]).toEqual([3664n, false, 3664]);
  });

  // github.com/vllm-project/vllm/issues/34076.
  test('of a model that does not fit comes out: 24.0 GiB needed for 262,144 tokens, 3.18 GiB there, 34,736 tokens at most', () => {
    const at = (gib: number) => fitIn(QWEN_30B, bytesOfGib(gib), { contextTokens: 262_144 });
    const { fits, shortBytes, availableBytes } = at(3.18);
    expect([fits, shortBytes + availableBytes]).toEqual([false, 24n * 2n ** 30n]);
    const [least, most] = [at(3.175).longestSequence ?? 0, at(3.185).longestSequence ?? 0];
    expect(least <= 34_736 && 34_736 <= most).toBe(true);
    expect(fitIn(QWEN_30B, 34_736n * 98_304n).longestSequence).toBe(34_736);
  });

  // tests/v1/core/test_kv_cache_utils.py, test_get_max_concurrency_for_kv_cache_config.
  test.each([
    ['of all tokens', FULL, 1536, 1.5],
    ['of a window', SLIDING, 129 * 3, 3],
    ['of both', HYBRID, (1024 + 129) * 3, 3],
  ] as const)('in its own test of layers %s comes out', (_layers, plan, blocks, times) => {
    const limits = { contextTokens: 16_384, scheduledTokens: 1024 };
    const fitted = fitIn(plan, BigInt(blocks) * 8_388_608n, limits);
    expect(fitted.blocks).toBe(BigInt(blocks));
    expect(Number(fitted.blocks) / Number(fitted.blocksPerSequence)).toBe(times);
  });
});
