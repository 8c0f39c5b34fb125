import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CachedLayers } from '../../attention/cost/cachedLayers.ts';
import { FUZZ_RUNS } from '../../attention/testing/fuzzRuns.ts';
import { familyNames } from './families/familyTable.ts';
import { parseModelConfig } from './parseModelConfig.ts';
import type { ConfigReading, ReadConfig } from './reading.ts';
import { readModelConfig } from './readModelConfig.ts';
import { fixture } from './testing/readings.ts';

type Json = Record<string, unknown>;

const FILES: readonly (readonly [id: string, json: Json])[] = fixture('config-cases.json').map(
  ({ id, file }: { id: string; file: string }) => [id, fixture(file.replace('configs/', ''))],
);
const TRIES = 2 * FUZZ_RUNS;

/** A change of one field, which `pick` chooses among those of the file and of its language model. */
interface Change {
  readonly pick: number;
  readonly entry: number;
  readonly as: (typeof CHANGES)[number];
}
const CHANGES = [
  'deleted',
  'null',
  'text',
  'flag',
  'list',
  'object',
  'negative',
  'zero',
  'huge',
  'fraction',
  'double',
  'one more',
  'infinite',
  'another field',
  'another family',
  'shorter',
  'longer',
  'other entry',
] as const;

const change: fc.Arbitrary<Change> = fc.record({
  pick: fc.nat(1_000_000),
  entry: fc.nat(1_000_000),
  as: fc.constantFrom(...CHANGES),
});

/** Returns the objects of a file that hold sizes: itself, its language model, and what is nested there. */
function objectsOf(json: Json): Json[] {
  const isObject = (value: unknown): value is Json =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  return [json, ...Object.values(json).filter(isObject).flatMap(objectsOf)];
}

/** Changes a field of `json`, in place, and returns where: the object, the field and the value before. */
function changed(json: Json, { pick, entry, as }: Change): { object: Json; name: string; before: unknown } {
  const places = objectsOf(json).flatMap((object) => Object.keys(object).map((name) => ({ object, name })));
  const place = places[pick % places.length] ?? { object: json, name: 'model_type' };
  const { object, name } = place;
  const before = object[name];
  const number = typeof before === 'number' ? before : 7;
  const other = places[entry % places.length] ?? place;
  const list = Array.isArray(before) ? before : typeof before === 'string' ? [...before] : [1, 2];
  const again = (entries: unknown[]) => (typeof before === 'string' ? entries.join('') : entries);
  const values: Record<Change['as'], unknown> = {
    deleted: undefined,
    null: null,
    text: JSON.stringify(before) ?? '',
    flag: before !== true,
    list: [before],
    object: { value: before },
    negative: -number,
    zero: 0,
    huge: 1e30,
    fraction: number + 0.5,
    double: 2 * number,
    'one more': number + 1,
    infinite: Number.POSITIVE_INFINITY,
    'another field': structuredClone(other.object[other.name]),
    'another family': familyNames()[entry % familyNames().length],
    shorter: again(list.slice(1)),
    longer: again([...list, list[0]]),
    'other entry': again(
      list.map((one, index) => (index === entry % list.length ? list[(index + 1) % list.length] : one)),
    ),
  };
  const target =
    as === 'another family' ? (objectsOf(json).find((one) => 'model_type' in one && one !== json) ?? json) : object;
  const field = as === 'another family' ? 'model_type' : name;
  const was = target[field];
  if (as === 'deleted') delete target[field];
  else target[field] = values[as];
  return { object: target, name: field, before: was };
}

/** Returns what is wrong with a plan; nothing if its figures are whole, exact and go together. */
function faultsOf({ model: { plan, queryHeads, ...model }, ...reading }: ReadConfig): string[] {
  const faults: string[] = [];
  const check = (isRight: boolean, fault: string) => isRight || faults.push(fault);
  const isCount = (value: number, least = 1) => Number.isSafeInteger(value) && value >= least;
  for (const run of plan.layers) {
    const { kind, count, kvHeads, headDimK, headDimV, window } = run;
    const keeps = kind === 'full' || kind === 'sliding' || kind === 'chunked';
    check(isCount(count), 'count');
    if (keeps) check(isCount(kvHeads) && isCount(headDimK) && isCount(headDimV), `sizes of ${kind}`);
    else if (kind === 'mla') check(kvHeads === 1 && isCount(headDimK) && headDimV === 0, 'sizes of mla');
    else check(kvHeads === 0 && headDimK === 0 && headDimV === 0, `sizes of ${kind}`);
    check(kind === 'sliding' || kind === 'chunked' ? isCount(window ?? 0) : window === null, `window of ${kind}`);
    if (keeps && queryHeads !== null) check(queryHeads % kvHeads === 0, 'KV heads divide query heads');
  }
  const sum = (of: (run: CachedLayers) => number) => plan.layers.reduce((total, run) => total + of(run), 0);
  check(isCount(4 * sum((run) => run.count * run.kvHeads * (run.headDimK + run.headDimV)), 0), 'exact total');
  check(sum(({ count }) => count) <= 20_000, 'depth');
  const kinds = new Set(plan.layers.map(({ kind }) => kind));
  check(kinds.has('cross') === (plan.kind === 'decoder+cross'), 'cross layers');
  check((plan.crossAttention !== null) === /cross|encoder-decoder/.test(plan.kind), 'cross-attention');
  if (plan.kind === 'encoder-only') check(plan.layers.length === 0, 'layers of an encoder');
  if (plan.kind === 'decoder') check(!kinds.has('state') && plan.layers.length > 0, 'decoder');
  if (plan.indexer) check(isCount(plan.indexer.layers) && isCount(plan.indexer.bytesPerToken), 'indexer');
  check(model.maxContext === null || isCount(model.maxContext), 'context');
  check(model.dModel === null || isCount(model.dModel), 'width');
  for (const { sentence } of reading.notes) check(isSentence(sentence), `sentence: ${sentence}`);
  return faults;
}

const isSentence = (text: string) => /^.{10,700}[.]$/s.test(text) && !/undefined|\[object|NaN(?!”)/.test(text);

function faultsOfReading(reading: ConfigReading): string[] {
  if (!('refusal' in reading)) return faultsOf(reading);
  const { field, sentence } = reading.refusal;
  const isNamed =
    field === 'config.json' ||
    sentence.includes(
      field
        .split('.')
        .at(-1)
        ?.replace(/\[\d+\]$/, '') ?? '?',
    );
  return isNamed && isSentence(sentence) && !sentence.includes('could not be read') ? [] : [`${field}: ${sentence}`];
}

/** Throws what is wrong with a reading. Quicker than `expect`, which thousands of tries would wait for. */
function assertFaultless(reading: ConfigReading): void {
  const faults = faultsOfReading(reading);
  if (faults.length > 0) throw new Error(faults.join('; '));
}

const fileAndChanges = (most: number) =>
  fc.tuple(fc.constantFrom(...FILES), fc.array(change, { minLength: 1, maxLength: most }));

it(`reads ${TRIES} damaged files or refuses them in a sentence that names the field, and never throws`, () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(fileAndChanges(4), ([[, file], changes]) => {
      const json = structuredClone(file);
      for (const one of changes) changed(json, one);
      const reading = readModelConfig(json);
      kinds.add('refusal' in reading ? 'refused' : reading.model.plan.kind);
      assertFaultless(reading);
    }),
    { numRuns: TRIES, seed: 1 },
  );
  // The tries reach everything that there is.
  expect([...kinds].sort()).toEqual([
    'attention-free',
    'decoder',
    'decoder+cross',
    'encoder-decoder',
    'encoder-only',
    'hybrid',
    'refused',
  ]);
});

it(`never throws on ${FUZZ_RUNS} values of any other kind, nor on their texts`, () => {
  const key = fc.oneof(
    fc.string(),
    fc.constantFrom('model_type', 'text_config', 'num_hidden_layers', '__proto__', 'constructor'),
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.jsonValue({ maxDepth: 2 }),
      fc.dictionary(key, tie('any')),
      fc.constantFrom(...familyNames()),
    ),
  })).any;
  fc.assert(
    fc.property(value, fc.string({ unit: 'binary', maxLength: 40 }), (json, text) => {
      assertFaultless(readModelConfig(json));
      assertFaultless(parseModelConfig(JSON.stringify(json)));
      assertFaultless(parseModelConfig(text));
    }),
    { numRuns: FUZZ_RUNS, seed: 2 },
  );
});

/** Fields that size a cache, in the families that read them. */
const SIZING = new Set([
  'num_hidden_layers',
  'n_layer',
  'n_layers',
  'num_layers',
  'decoder_layers',
  'num_attention_heads',
  'n_head',
  'n_heads',
  'num_heads',
  'decoder_attention_heads',
  'hidden_size',
  'n_embd',
  'n_embed',
  'd_model',
  'num_key_value_heads',
  'num_kv_heads',
  'head_dim',
  'd_kv',
  'kv_channels',
  'sliding_window',
  'use_sliding_window',
  'attention_window_size',
  'attention_chunk_size',
  'layer_types',
  'kv_lora_rank',
  'qk_rope_head_dim',
  'index_head_dim',
  'global_head_dim',
  'num_global_key_value_heads',
  'num_kv_shared_layers',
  'attention_k_eq_v',
  'hybrid_override_pattern',
  'attn_layer_period',
  'attn_layer_offset',
  'full_attention_interval',
  'full_attn_idxs',
  'full_attn_layers',
  'linear_attn_config',
  'block_configs',
  'num_key_value_heads_per_layer',
  'cross_attention_layers',
  '_block_types',
  'multi_query',
  'new_decoder_architecture',
  'multi_query_attention',
  'multi_query_group_num',
  'max_source_positions',
  'use_cla',
  'text_config',
  'model_type',
  'max_position_embeddings',
  'dtype',
  'torch_dtype',
  'compress_ratios',
  'sparse_index_dim',
  'sparse_attention_freq',
]);
const ALIASES = [
  ['num_hidden_layers', 'n_layer'],
  ['num_attention_heads', 'n_head'],
];

/** True when the file says the same with this change: in another field, or because the field does not count there. */
function saysTheSame(id: string, original: Json, object: Json, name: string, before: unknown): boolean {
  const after = object[name];
  const isGone = after === undefined || after === null;
  const text = (original['text_config'] as Json | undefined) ?? original;
  // Objects other than the language model: a vision tower, the block around a nested model, rope's and a quantiser's own.
  const isOutside = object !== original && object !== text && !/full_attn_layers|sparse_/.test(name);
  const isAround = text !== original && object === original && name !== 'text_config';
  if (isOutside || isAround || JSON.stringify(after) === JSON.stringify(before)) return true;
  if (['mamba-130m', 'bert-base', 'deepseek-v4-flash', 'minimax-text-01-no-list'].includes(id)) return true;
  if (isGone && (before === null || before === false)) return true;
  if (
    isGone &&
    ALIASES.some((names) => names.includes(name) && names.every((other) => other === name || object[other]))
  )
    return true;
  if (isGone && name === 'num_key_value_heads' && before === text['num_attention_heads']) return true;
  if (isGone && name === 'head_dim' && before === Number(text['hidden_size']) / Number(text['num_attention_heads']))
    return true;
  switch (name) {
    case 'num_hidden_layers':
      return id === 'whisper-tiny';
    case 'multi_query':
      return original['new_decoder_architecture'] === true;
    case 'layer_types':
      // Another field may say the same, and the last layers of Gemma 4 own no cache whatever they are called.
      return isGone || id === 'gemma4-e2b';
    case 'full_attention_interval':
      return isGone && Array.isArray(text['layer_types']);
    case 'max_position_embeddings':
      return id === 'reduced-qwen' || isGone;
    case 'model_type':
      // Families with the same rule.
      return true;
    default:
      return false;
  }
}

it(`notices every one of ${TRIES} changes of a field that sizes the cache`, () => {
  let noticed = 0;
  fc.assert(
    fc.property(fileAndChanges(1), ([[id, file], changes]) => {
      const json = structuredClone(file);
      const { object, name, before } = changed(json, changes[0] as Change);
      const original = structuredClone(file);
      if (!SIZING.has(name) || saysTheSame(id, json, object, name, before)) return;
      noticed++;
      const [was, is] = [readModelConfig(original), readModelConfig(json)];
      const isNamed =
        !('refusal' in is) &&
        is.notes.some((note) => note.field?.split('.').at(-1) === name || note.sentence.includes(name));
      expect(isNamed || JSON.stringify(is) !== JSON.stringify(was), `${id}: ${name} ${before} → ${object[name]}`).toBe(
        true,
      );
    }),
    { numRuns: TRIES, seed: 3 },
  );
  expect(noticed).toBeGreaterThan(TRIES / 10);
});
