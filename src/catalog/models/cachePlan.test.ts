import { expect, test } from 'vitest';
import type { CachedLayers, CachePlan } from '../../attention/cost/cachedLayers.ts';
import { cachePlanOf, costModelOf } from './cachePlan.ts';
import type { ModelEntry } from './modelEntry.ts';
import { MODELS, modelById, modelIdOf } from './models.ts';

function model(name: string): ModelEntry {
  const found = MODELS.find((entry) => entry.name === name);
  if (found === undefined) throw new Error(`The catalog has no ${name}.`);
  return found;
}

function elementsPerToken({ layers }: CachePlan, ...kinds: readonly CachedLayers['kind'][]): number {
  const counted = kinds.length === 0 ? layers : layers.filter(({ kind }) => kinds.includes(kind));
  return counted.reduce(
    (sum, { count, kvHeads, headDimK, headDimV }) => sum + count * kvHeads * (headDimK + headDimV),
    0,
  );
}

/** Writes layers down in a line, in alphabetical order: "10 full 16 × 128, 52 sliding 16 × 128 of 1024". */
function inWords({ layers }: CachePlan): string {
  return sorted(
    layers.map(({ kind, count, kvHeads, headDimK, headDimV, window }) => {
      const values = headDimV === headDimK ? '' : `+${headDimV}`;
      const keeps = kvHeads === 0 ? '' : ` ${kvHeads} × ${headDimK}${values}`;
      return `${count} ${kind}${keeps}${window === null ? '' : ` of ${window}`}`;
    }),
  );
}

function sorted(groups: readonly string[]): string {
  return [...groups].sort().join(', ');
}

/** Models by their published configurations: kind, layers, and elements a token in growing layers and in all of them. */
const PUBLISHED = [
  ['Llama-3.1 8B', 'decoder', '32 full 8 × 128', 65_536, 65_536],
  ['Llama-3.1 70B', 'decoder', '80 full 8 × 128', 163_840, 163_840],
  ['Phi-2', 'decoder', '32 full 32 × 80', 163_840, 163_840],
  ['GLM-4.5', 'decoder', '92 full 8 × 128', 188_416, 188_416],
  ['Granite 3.3 2B', 'decoder', '40 full 8 × 64', 40_960, 40_960],
  ['Hunyuan 7B', 'decoder', '32 full 8 × 128', 65_536, 65_536],
  ['Mixtral 8x7B', 'decoder', '32 full 8 × 128', 65_536, 65_536],
  ['Qwen3 30B-A3B', 'decoder', '48 full 4 × 128', 49_152, 49_152],
  ['Qwen3 32B', 'decoder', '64 full 8 × 128', 131_072, 131_072],
  ['Phi-3-mini-4k', 'decoder', '32 sliding 32 × 96 of 2047', 0, 196_608],
  ['gpt-oss-20b', 'decoder', '12 sliding 8 × 64 of 128, 12 full 8 × 64', 12_288, 24_576],
  ['Gemma 3 27B', 'decoder', '52 sliding 16 × 128 of 1024, 10 full 16 × 128', 40_960, 253_952],
  ['OLMo 3 7B', 'decoder', '24 sliding 32 × 128 of 4096, 8 full 32 × 128', 65_536, 262_144],
  ['Step-3.7-Flash', 'decoder', '12 full 8 × 128, 33 sliding 8 × 128 of 512', 24_576, 92_160],
  ['Llama 4 Scout 17B-16E', 'decoder', '36 chunked 8 × 128 of 8192, 12 full 8 × 128', 24_576, 98_304],
  ['Gemma 4 E2B', 'decoder', '12 sliding 1 × 256 of 512, 3 full 1 × 512, 20 shared', 3_072, 9_216],
  ['Gemma 4 26B-A4B', 'decoder', '25 sliding 8 × 256 of 1024, 5 full 2 × 512', 10_240, 112_640],
  ['DeepSeek-V3', 'decoder', '61 mla 1 × 576+0', 35_136, 35_136],
  ['Kimi K2.5', 'decoder', '61 mla 1 × 576+0', 35_136, 35_136],
  ['DeepSeek-V3.2', 'decoder', '61 mla 1 × 576+0', 35_136, 35_136],
  ['Kimi K3', 'hybrid', '69 state, 24 mla 1 × 576+0', 13_824, 13_824],
  ['MiniMax-M3', 'decoder', '60 full 4 × 128', 61_440, 61_440],
  ['MPT 7B', 'decoder', '32 full 32 × 128', 262_144, 262_144],
  ['Falcon-40B', 'decoder', '60 full 8 × 64', 61_440, 61_440],
  ['DeciLM 7B', 'decoder', '7 full 4 × 128, 14 full 2 × 128, 11 full 1 × 128', 17_152, 17_152],
  ['Llama-3.3-Nemotron-Super 49B', 'decoder', '49 full 8 × 128, 31 none', 100_352, 100_352],
  ['Nemotron 3 Nano 30B-A3B', 'hybrid', '46 state, 6 full 2 × 128', 3_072, 3_072],
  ['Qwen3.5 35B-A3B', 'hybrid', '30 state, 10 full 2 × 256', 10_240, 10_240],
  ['Qwen3-Next 80B-A3B', 'hybrid', '36 state, 12 full 2 × 256', 12_288, 12_288],
  ['Falcon-H1 7B', 'hybrid', '44 full 2 × 128', 22_528, 22_528],
  ['MiMo-V2-Flash', 'decoder', '9 full 4 × 192+128, 39 sliding 8 × 192+128 of 128', 11_520, 111_360],
  ['Mamba 130M', 'attention-free', '', 0, 0],
  ['BERT-base', 'encoder-only', '', 0, 0],
  ['Whisper tiny', 'encoder-decoder', '4 full 6 × 64', 3_072, 3_072],
  ['MiniCPM3 4B', 'decoder', '62 full 40 × 96+64', 396_800, 396_800],
  ['RecurrentGemma 2B', 'hybrid', '18 state, 8 sliding 1 × 256 of 2048', 0, 4_096],
] as const;

test.each(PUBLISHED)('%s keeps what its published configuration says', (name, kind, layers, growing, all) => {
  const plan = cachePlanOf(model(name));
  expect(plan.kind).toBe(kind);
  expect(inWords(plan)).toBe(sorted(layers.split(', ')));
  expect(elementsPerToken(plan, 'full', 'mla')).toBe(growing);
  expect(elementsPerToken(plan)).toBe(all);
});

test.each([
  ['OPT-13B', 819_200],
  ['Llama-2 70B', 327_680],
  ['Llama-3 8B', 131_072],
  ['Llama-3.1 8B', 131_072],
  ['DeepSeek-V3', 70_272],
  ['PaLM 540B', 120_832],
])('%s keeps the published number of bytes a token, at two bytes an element', (name, bytes) => {
  expect(2 * elementsPerToken(cachePlanOf(model(name)))).toBe(bytes);
});

test('the kinds of layers of every model add up to its layers', () => {
  for (const entry of MODELS) {
    const { kind, layers } = cachePlanOf(entry);
    const keepsNothing = kind === 'encoder-only' || kind === 'attention-free';
    expect(
      layers.reduce((sum, { count }) => sum + count, 0),
      entry.name,
    ).toBe(keepsNothing ? 0 : entry.layers);
    for (const group of layers) expect(group.window !== null, entry.name).toBe(/sliding|chunked/.test(group.kind));
  }
});

test('cross-attention keeps K and V of the source, in decoders of encoders and beside images', () => {
  const each = { kvHeads: 6, headDim: 64 };
  expect(cachePlanOf(model('Whisper tiny')).crossAttention).toEqual({ layers: 4, ...each, sourceTokens: 1500 });
  expect(cachePlanOf(model('T5-11B')).crossAttention).toEqual({
    ...{ layers: 24, kvHeads: 128, headDim: 128 },
    sourceTokens: null,
  });
  const vision = cachePlanOf(model('Llama 3.2 90B Vision'));
  expect(vision.kind).toBe('decoder+cross');
  expect(inWords(vision)).toBe('20 cross, 80 full 8 × 128');
  expect(vision.crossAttention).toEqual({ layers: 20, kvHeads: 8, headDim: 128, sourceTokens: null });
  expect(cachePlanOf(model('Llama-3.1 8B')).crossAttention).toBeNull();
});

test('an index stands beside the cache, in the layers that have one', () => {
  expect(cachePlanOf(model('GLM-5.2')).indexer).toEqual({ layers: 21, bytesPerToken: 132 });
  expect(cachePlanOf(model('DeepSeek-V3')).indexer).toBeNull();
});

test('a model for the arithmetic has the catalog’s sizes, and null for what is not known', () => {
  const { plan, ...rest } = costModelOf(model('DeepSeek-V3'));
  expect(plan).toEqual(cachePlanOf(model('DeepSeek-V3')));
  expect(rest).toEqual({
    ...{ name: 'DeepSeek-V3', dModel: 7168, queryHeads: 128 },
    ...{ parameters: 671_000_000_000, activeParameters: 37_000_000_000 },
    ...{ maxContext: 163_840, nativeDtype: 'fp8 weights (bf16 compute)' },
  });
  expect(costModelOf(model('Mamba 130M'))).toMatchObject({
    queryHeads: null,
    activeParameters: null,
    maxContext: null,
  });
});

test('the numbers decide and not the name', () => {
  const renamed = { ...model('Llama-2 7B'), name: 'Gemma 3 MQA with MLA', attention: 'MLA + sliding window' };
  expect(inWords(cachePlanOf(renamed))).toBe('32 full 32 × 128');
});

test.each([
  [{ slidingWindowLayers: 33, slidingWindowTokens: 8 }, 'fewer than its kinds of layers together'],
  [{ attentionLayers: 30, stateLayers: 3 }, 'fewer than its kinds of layers together'],
  [{ fullAttentionLayers: 31 }, 'has 32 layers of full attention left, not 31'],
  [{ kvHeadsByLayer: [1, 2] }, 'names KV heads of 2 layers, and has 32'],
])('counts that contradict each other are an error with the model’s name: %j', (change, message) => {
  expect(() => cachePlanOf({ ...model('Llama-2 7B'), ...change })).toThrow(`Llama-2 7B`);
  expect(() => cachePlanOf({ ...model('Llama-2 7B'), ...change })).toThrow(message);
});

test('every model has a link of its own, by which it is found', () => {
  const ids = MODELS.map(modelIdOf);
  expect(new Set(ids).size).toBe(MODELS.length);
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  expect(modelById('llama-3-1-8b')?.name).toBe('Llama-3.1 8B');
  expect(modelById('command-r-plus')?.name).toBe('Command R+');
  expect(modelById('llama-3-1-9b')).toBeUndefined();
});
