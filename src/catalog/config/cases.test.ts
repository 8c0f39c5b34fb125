import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CachedLayers } from '../../attention/cost/cachedLayers.ts';
import type { ReadConfig } from './reading.ts';
import { fixture, read, refusalOf } from './testing/readings.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');

interface Case {
  readonly id: string;
  readonly file: string;
  readonly acceptEither?: unknown;
  readonly mustSay?: readonly string[];
  readonly expect: {
    readonly refuse?: { readonly field: string };
    readonly kind: string;
    readonly textPath: string;
    readonly dtype?: string;
    readonly maxContext?: number;
    readonly totalLayers: number;
    readonly runs: readonly CachedLayers[];
    readonly mla?: { readonly latent: number; readonly rope: number };
    readonly indexer?: {
      readonly layers: number;
      readonly bytesPerTokenPerLayer?: number;
      readonly elementsPerTokenPerLayer?: number;
    };
    readonly crossAttention?: Readonly<Record<string, number | null>>;
    readonly growingElementsPerToken: number;
    readonly allLayersElementsPerToken: number;
    readonly growingBytesPerToken: Readonly<Record<string, number>>;
    readonly sequenceBytes2: Readonly<Record<string, number>>;
  };
}

const CASES: readonly Case[] = fixture('config-cases.json');

/** Elements that a layer of `run` keeps for a token. */
const elements = ({ kvHeads, headDimK, headDimV }: CachedLayers) => kvHeads * (headDimK + headDimV);
const total = (runs: readonly CachedLayers[], kinds: string, tokens = () => 1 as number) =>
  runs.filter(({ kind }) => kinds.includes(kind)).reduce((sum, run) => sum + run.count * elements(run) * tokens(), 0);

/** Bytes of a sequence of n tokens at 2 bytes an element, counted layer by layer. */
function sequenceBytes({ model: { plan } }: ReadConfig, tokens: number): number {
  let bytes = 0;
  for (const run of plan.layers)
    for (let layer = 0; layer < run.count; layer++) bytes += 2 * elements(run) * Math.min(tokens, run.window ?? tokens);
  return bytes + tokens * (plan.indexer?.layers ?? 0) * (plan.indexer?.bytesPerToken ?? 0);
}

/** True when a reading says what a case asks for: `assumed:field=value`, `ignored:field (why)` or `tag:why`. */
function says(reading: ReadConfig, wanted: string): boolean {
  const [tag = '', rest = ''] = wanted.split(/:(.*)/s);
  if (tag === 'assumed') {
    const [field = '', value = ''] = rest.split('=');
    const isListed = reading.assumed.some((one) => one.field === field && String(one.value) === value);
    const isSaid = reading.notes.some((note) => note.tag === 'default' && note.sentence.includes(`${value} is taken`));
    return isListed && isSaid;
  }
  const field = rest.split(' ')[0];
  return reading.notes.some((note) => note.tag === tag && (tag !== 'ignored' || note.field === field));
}

describe('real configurations', () => {
  it.each(CASES.map((one) => [one.id, one] as const))('reads %s', (_, { file, expect: wanted, mustSay = [] }) => {
    const json = fixture(file.replace('configs/', ''));
    if (wanted.refuse) {
      const { field, sentence } = refusalOf(json);
      expect(field).toBe(wanted.refuse.field);
      expect(sentence).toContain(field);
      return;
    }
    const reading = read(json);
    const { model } = reading;
    const runs = model.plan.layers;
    expect(runs).toEqual(wanted.runs);
    expect(runs.reduce((sum, { count }) => sum + count, 0)).toBe(wanted.totalLayers);
    expect([model.plan.kind, reading.textPath]).toEqual([wanted.kind, wanted.textPath]);
    expect(reading.dtype).toBe(wanted.dtype ?? null);
    expect(model.maxContext).toBe(wanted.maxContext ?? null);
    expect(reading.mla ?? undefined).toEqual(wanted.mla);
    expect(total(runs, 'full mla')).toBe(wanted.growingElementsPerToken);
    expect(total(runs, 'full mla sliding chunked')).toBe(wanted.allLayersElementsPerToken);
    for (const [bytes, growing] of Object.entries(wanted.growingBytesPerToken))
      expect(Number(bytes) * total(runs, 'full mla')).toBe(growing);
    for (const [tokens, bytes] of Object.entries(wanted.sequenceBytes2))
      expect(sequenceBytes(reading, Number(tokens))).toBe(bytes);
    const { indexer } = wanted;
    expect(model.plan.indexer).toEqual(
      indexer?.bytesPerTokenPerLayer ? { layers: indexer.layers, bytesPerToken: indexer.bytesPerTokenPerLayer } : null,
    );
    expect(reading.indexKeys).toEqual(
      indexer?.elementsPerTokenPerLayer
        ? { layers: indexer.layers, elementsPerToken: indexer.elementsPerTokenPerLayer }
        : null,
    );
    const cross = model.plan.crossAttention;
    expect(cross && { ...cross, elementsPerSourceToken: 2 * cross.layers * cross.kvHeads * cross.headDim }).toEqual(
      wanted.crossAttention ?? null,
    );
    expect(mustSay.filter((tag) => !says(reading, tag))).toEqual([]);
  });

  it('has a case for every configuration', () => {
    const files = readdirSync(FIXTURES).filter((file) => file.endsWith('.json'));
    const extra = ['config-cases.json', 'provenance.json'];
    expect(files.filter((file) => !extra.includes(file)).sort()).toEqual(
      CASES.map(({ file }) => file.replace('configs/', '')).sort(),
    );
  });

  it('assumes nothing that a file says', () => {
    const silent = [
      'llama3.1-8b',
      'glm-4.5',
      'gpt-oss-20b',
      'gemma3-27b',
      'deepseek-v3',
      'nemotron3-nano-30b',
      'mpt-7b',
    ];
    for (const id of silent) expect(read(fixture(`${id}.json`)).assumed, id).toEqual([]);
  });
});
