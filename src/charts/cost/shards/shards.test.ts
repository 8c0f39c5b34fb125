import fc from 'fast-check';
import { expect, it } from 'vitest';
import { headShards } from '../../../attention/cost/serving/tensorParallel.ts';
import { textWidth } from '../../labels.ts';
import { MOST_GPUS, shardsLayout } from './layout.ts';
import { type LaneVariant, laneVariant, shardsOf } from './shards.ts';
import { shardsTable } from './table.ts';
import { laneTitles } from './words.ts';

const FUZZ = { seed: 13, numRuns: 100 };
const powers = fc.integer({ min: 0, max: 7 }).map((power) => 2 ** power);
const variantOf = (name: string, kvHeads: number, headBytes = 512n): LaneVariant => ({
  ...{ name, accent: 'gqa', kvHeads, headBytes, isLatent: false },
});

it('hands out every head to as many GPUs as there are copies, evenly', () => {
  fc.assert(
    fc.property(powers, powers, (kvHeads, tensorParallel) => {
      const shards = shardsOf(kvHeads, tensorParallel);
      const held = new Map<number, number>();
      for (const { first, count } of shards?.gpus ?? [])
        for (let head = first; head < first + count; head++) held.set(head, (held.get(head) ?? 0) + 1);
      expect([...held.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: kvHeads }, (_, head) => head));
      expect(new Set(held.values())).toEqual(new Set([shards?.copies]));
      // Each head is held once by a GPU that is not a copy.
      const originals = shards?.gpus.filter(({ isCopy }) => !isCopy) ?? [];
      expect(originals.reduce((sum, { count }) => sum + count, 0)).toBe(kvHeads);
    }),
    FUZZ,
  );
});

it('agrees with the arithmetic of what fits', () => {
  const run = { kind: 'full', count: 1, kvHeads: 2, headDimK: 128, headDimV: 128, window: null } as const;
  const [counted] = headShards({ kind: 'decoder', layers: [run], crossAttention: null, indexer: null }, 8);
  const shards = shardsOf(2, 8);
  expect(shards?.copies).toBe(counted?.copies);
  expect(shards?.gpus[0]?.count).toBe(counted?.kvHeadsPerGpu);
  expect(shards?.gpus.map(({ first }) => first)).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
  expect(shards?.gpus.map(({ isCopy }) => isCopy)).toEqual([false, true, true, true, false, true, true, true]);
});

it('does not hand out heads that GPUs do not divide, and says so', () => {
  expect(shardsOf(6, 4)).toBeNull();
  expect(shardsOf(0, 4)).toBeNull();
  expect(laneTitles(variantOf('GQA-6', 6), 4)).toEqual([
    'GQA-6: 6 KV heads',
    'cannot be shared out evenly among 4 GPUs',
  ]);
  expect(laneTitles(variantOf('as published', 0), 4)[0]).toMatch(/keeps no K and V/);
  expect(shardsLayout([variantOf('GQA-6', 6)], 4, 600, 11).rows[0]?.lanes).toEqual([]);
});

it('keeps all lanes to one scale, inside the picture and apart', () => {
  fc.assert(
    fc.property(powers, fc.integer({ min: 290, max: 1800 }), (tensorParallel, width) => {
      const variants = [variantOf('MHA', 128), variantOf('GQA-8', 8), variantOf('MQA', 1)];
      const { rows, height, gpus } = shardsLayout(variants, tensorParallel, width, 11);
      let bottom = 0;
      for (const { lanes, names, titles } of rows) {
        expect(titles[0]?.y).toBeGreaterThan(bottom);
        for (const { text } of titles) expect(textWidth(text, 11)).toBeLessThan(width);
        for (const { x, y, width: length, height: lane } of lanes) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x + length).toBeLessThanOrEqual(width + 0.01);
          expect(lane).toBeGreaterThan(1);
          bottom = Math.max(bottom, y + lane);
        }
        for (const [index, { x, text }] of names.entries()) {
          const half = textWidth(text, 11) / 2;
          expect(x - half).toBeGreaterThanOrEqual(-0.01);
          expect(x + half).toBeLessThanOrEqual(width + 0.01);
          const before = names[index - 1];
          if (before) expect(x - half).toBeGreaterThan(before.x + textWidth(before.text, 11) / 2);
        }
      }
      expect(height).toBeGreaterThan(bottom);
      const apart = (gpus[1]?.x ?? 1e9) - (gpus[0]?.x ?? 0);
      expect(apart).toBeGreaterThan(textWidth('GPU 0', 11));
    }),
    FUZZ,
  );
});

it('draws a lane as high as its bytes', () => {
  const latent: LaneVariant = { ...variantOf('as published', 1, 1152n), isLatent: true };
  const { rows } = shardsLayout([variantOf('GQA-8', 8, 576n), latent], 1, 600, 11);
  const pitches = rows.map(({ lanes }) => (lanes[0]?.height ?? 0) + 1);
  expect((pitches[1] ?? 0) / (pitches[0] ?? 1)).toBeCloseTo(2, 6);
});

it('leaves out GPUs that there is no room for, and counts them', () => {
  const { hidden, rows } = shardsLayout([variantOf('MQA', 1)], 256, 600, 11);
  expect(hidden).toBe(256 - MOST_GPUS);
  expect(rows[0]?.lanes).toHaveLength(MOST_GPUS);
});

it('marks replicated heads in words and in the table', () => {
  expect(laneTitles(variantOf('MQA', 1), 8)).toEqual([
    'MQA: 1 KV head on each GPU',
    'replicated: every head on 8 GPUs',
    '512 B of each token on each GPU',
    'as on 1 GPU',
  ]);
  expect(laneTitles(variantOf('GQA-8', 8), 4)[0]).toBe('GQA-8: 2 KV heads on each GPU');
  const run = { kind: 'mla', count: 61, kvHeads: 1, headDimK: 576, headDimV: 0, window: null } as const;
  const latent = laneVariant('as published', 'published', run, { type: 'bf16' });
  expect(laneTitles(latent, 8)).toEqual([
    'as published: latent whole on each GPU',
    '1,152 B of each token on each GPU',
    'as on one',
  ]);
  expect(shardsTable([variantOf('GQA-2', 2)], 4).rows.at(2)).toEqual(['GQA-2, GPU 2', 'KV 1', 1, 512n, 2]);
});
