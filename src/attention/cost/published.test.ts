import { describe, expect, test } from 'vitest';
import { planOf } from '../testing/arbitraryPlans.ts';
import { fixturesIn } from '../testing/fixtures.ts';
import { bytesPerToken, crossAttentionBytes, sequenceBytes } from './cacheBytes.ts';
import type { CachePlan } from './cachedLayers.ts';
import { ELEMENT_TYPES, type ElementFormat } from './elementTypes.ts';

/** A configuration's runs and what follows from them, as counted by hand. */
interface ExpectedRuns {
  readonly plan: CachePlan;
  readonly elementsPerSourceToken: number | null;
  readonly growingElementsPerToken: number;
  readonly allLayersElementsPerToken: number;
  readonly growingBytesPerToken: Readonly<Record<string, number>>;
  readonly sequenceBytes2: Readonly<Record<string, number>>;
}

const BF16: ElementFormat = { type: 'bf16' };
const FP8: ElementFormat = { type: 'fp8' };
const GIB = 2n ** 30n;

describe('published figures', () => {
  test.each([
    ['OPT-13B, in fp16', { count: 40, kvHeads: 40 }, 819_200n],
    ['Llama 2 70B', { count: 80 }, 327_680n],
    ['Llama 3 8B', {}, 131_072n],
    ['PaLM 540B, MQA', { count: 118, kvHeads: 1, headDimK: 256, headDimV: 256 }, 120_832n],
    ['DeepSeek-V3, MLA', { kind: 'mla', count: 61, kvHeads: 1, headDimK: 576, headDimV: 0 }, 70_272n],
  ] as const)('of %s come out for one token', (_name, layers, bytes) => {
    expect(bytesPerToken(planOf(layers), BF16).growing).toBe(bytes);
  });

  test('of Mistral 7B at 32,768 tokens are 4 GiB, and half a GiB with its window', () => {
    expect(sequenceBytes(planOf({}), BF16, 32_768)).toBe(4n * GIB);
    const windowed = planOf({ kind: 'sliding', window: 4096 });
    expect(sequenceBytes(windowed, BF16, 32_768)).toBe(GIB / 2n);
    expect(sequenceBytes(windowed, BF16, 32_768, false)).toBe(4n * GIB);
  });

  test.each(fixturesIn<ExpectedRuns[]>('cost').flatMap((file) => [...file.values()]))(
    'of $name come out',
    ({ plan, elementsPerSourceToken, ...expected }) => {
      expect(bytesPerToken(plan, FP8)).toMatchObject({
        growing: BigInt(expected.growingElementsPerToken),
        allLayers: BigInt(expected.allLayersElementsPerToken),
      });
      expect(crossAttentionBytes(plan, FP8, 1)).toBe(BigInt(elementsPerSourceToken ?? 0));
      for (const [size, bytes] of Object.entries(expected.growingBytesPerToken)) {
        const type = ELEMENT_TYPES.find((name) => name === { 1: 'fp8', 2: 'bf16', 4: 'fp32' }[size]) ?? 'int4';
        expect(bytesPerToken(plan, { type }).growing).toBe(BigInt(bytes));
      }
      for (const [tokens, bytes] of Object.entries(expected.sequenceBytes2))
        expect(sequenceBytes(plan, BF16, Number(tokens))).toBe(BigInt(bytes));
    },
  );
});
