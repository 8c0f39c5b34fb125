import type { CachedLayers, CostModel } from '../../../attention/cost/cachedLayers.ts';
import { type CostField, checkHeads, readCostField } from '../../../attention/cost/costInput.ts';
import { known, type Outcome, refused } from '../../../attention/cost/outcome.ts';
import { formatCount, formatCountOf } from '../../../attention/numbers/format.ts';

/** Texts in the fields of a model that is described by hand. An empty one is not filled in. */
export interface ModelDraft {
  readonly name: string;
  /** Layers that keep K and V. */
  readonly layers: string;
  readonly queryHeads: string;
  readonly kvHeads: string;
  readonly headDim: string;
  readonly dModel: string;
  readonly parameters: string;
  readonly activeParameters: string;
  readonly maxContext: string;
  /** Layers that have a window, among those. */
  readonly windowLayers: string;
  readonly window: string;
  readonly dtype: string;
}

export const EMPTY_DRAFT: ModelDraft = {
  ...{ name: '', layers: '', queryHeads: '', kvHeads: '', headDim: '', dModel: '', parameters: '' },
  ...{ activeParameters: '', maxContext: '', windowLayers: '', window: '', dtype: 'bf16' },
};

/** What a file has told, which fields must not contradict. */
export interface DraftFacts {
  /** Heads times their width. */
  readonly widthQ: number | null;
  readonly widthK: number | null;
  readonly widthV: number | null;
  /** Width of MLA's latent and rope values. */
  readonly latentWidth: number | null;
  /** Layers that keep no K and V. */
  readonly others: readonly CachedLayers[];
}

export const NO_FACTS: DraftFacts = { widthQ: null, widthK: null, widthV: null, latentWidth: null, others: [] };

/** A value that a field does not give, and where it comes from. */
export interface Derived {
  readonly field: string;
  readonly value: number;
  /** "default": heads as all families have them if nothing is said. "from the file": from the shapes of its tensors. */
  readonly origin: 'default' | 'from the file';
  readonly why: string;
}

export interface DraftedModel {
  readonly model: CostModel;
  readonly derived: readonly Derived[];
}

/** Reads the fields. Refuses the first that is wrong, missing or contradicts another, with a sentence that names it and its value. */
export function modelOfDraft(draft: ModelDraft, facts: DraftFacts = NO_FACTS): Outcome<DraftedModel> {
  const derived: Derived[] = [];
  try {
    const read = (field: CostField, text: string) => (text.trim() === '' ? null : valueIn(readCostField(field, text)));
    const layers = valueIn(readCostField('layers', draft.layers));
    const dModel = read('dModel', draft.dModel);
    const parameters = read('parameters', draft.parameters);
    const activeParameters = read('parameters', draft.activeParameters);
    if (parameters !== null && activeParameters !== null && activeParameters > parameters)
      refuse(
        `A token passes through ${formatCount(activeParameters)} parameters, but the model has ${formatCount(parameters)}.`,
      );
    const runs = runsOf(draft, facts, layers, dModel, read, derived);
    const { others } = facts;
    const hasStates = others.some(({ kind }) => kind === 'state');
    return known({
      model: {
        name: draft.name.trim() || 'own model',
        plan: {
          kind: hasStates ? 'hybrid' : 'decoder',
          layers: [...runs.layers, ...others],
          crossAttention: null,
          indexer: null,
        },
        dModel,
        queryHeads: runs.queryHeads,
        parameters,
        activeParameters,
        maxContext: read('contextTokens', draft.maxContext),
        nativeDtype: draft.dtype.trim() || null,
      },
      derived,
    });
  } catch (refusal) {
    if (refusal instanceof Refusal) return refused(refusal.message);
    throw refusal;
  }
}

type Read = (field: CostField, text: string) => number | null;
interface Runs {
  readonly layers: readonly CachedLayers[];
  readonly queryHeads: number | null;
}

/** Fields that mean nothing for MLA, as the beginning of a sentence. */
const IDLE_WITH_LATENT = {
  kvHeads: 'KV heads are',
  headDim: 'The head dimension is',
  windowLayers: 'Layers with a window are',
  window: 'The window is',
} as const;

function runsOf(
  draft: ModelDraft,
  facts: DraftFacts,
  layers: number,
  dModel: number | null,
  read: Read,
  derived: Derived[],
): Runs {
  if (facts.latentWidth !== null) {
    const idle = (['kvHeads', 'headDim', 'windowLayers', 'window'] as const).find(
      (field) => draft[field].trim() !== '',
    );
    if (idle)
      refuse(
        `${IDLE_WITH_LATENT[idle]} “${draft[idle].trim()}”, but the file’s layers keep one latent of ${formatCount(facts.latentWidth)} values (MLA): leave that field empty.`,
      );
    const mla = { kvHeads: 1, headDimK: facts.latentWidth, headDimV: 0, window: null };
    return { layers: [{ kind: 'mla', count: layers, ...mla }], queryHeads: read('queryHeads', draft.queryHeads) };
  }
  const given = { queryHeads: read('queryHeads', draft.queryHeads), kvHeads: read('kvHeads', draft.kvHeads) };
  const headDim = headDimOf(read('headDim', draft.headDim), given, facts, dModel, derived);
  const headsOf = (field: 'queryHeads' | 'kvHeads', label: string, width: number | null, matrix: string) => {
    if (width === null) return given[field];
    const product = `${matrix} of the file has ${formatCount(width)} rows`;
    if (width % headDim !== 0) refuse(`${product}, which heads of ${formatCount(headDim)} do not divide.`);
    const heads = width / headDim;
    if (given[field] !== null && given[field] !== heads)
      refuse(
        `${label} are ${formatCount(given[field])}, but ${product}: ${formatCountOf(heads, 'head')} of ${formatCount(headDim)}.`,
      );
    if (given[field] === null) derived.push({ field: label, value: heads, origin: 'from the file', why: product });
    return heads;
  };
  const queryHeads =
    headsOf('queryHeads', 'Query heads', facts.widthQ, 'W_Q') ?? valueIn(readCostField('queryHeads', draft.queryHeads));
  let kvHeads = headsOf('kvHeads', 'KV heads', facts.widthK, 'W_K');
  if (kvHeads === null) {
    kvHeads = queryHeads;
    derived.push({ field: 'KV heads', value: kvHeads, origin: 'default', why: 'as many as query heads' });
  }
  valueIn(checkHeads(queryHeads, kvHeads));
  const headDimV = facts.widthV === null ? headDim : facts.widthV / kvHeads;
  if (!Number.isInteger(headDimV))
    refuse(
      `W_V of the file has ${formatCount(facts.widthV ?? 0)} rows, which ${formatCountOf(kvHeads, 'KV head')} do not divide.`,
    );
  return { layers: windowed(draft, layers, { kvHeads, headDimK: headDim, headDimV }, read), queryHeads };
}

function headDimOf(
  given: number | null,
  heads: { readonly queryHeads: number | null; readonly kvHeads: number | null },
  { widthQ, widthK }: DraftFacts,
  dModel: number | null,
  derived: Derived[],
): number {
  if (given !== null) return given;
  const from = (width: number | null, count: number | null, origin: Derived['origin'], why: string) => {
    if (width === null || count === null || width % count !== 0) return null;
    const value = width / count;
    derived.push({
      field: 'Head dimension',
      value,
      origin,
      why: `${why}: ${formatCount(width)} ÷ ${formatCount(count)}`,
    });
    return value;
  };
  return (
    from(widthK, heads.kvHeads, 'from the file', 'rows of W_K ÷ KV heads') ??
    from(widthQ, heads.queryHeads, 'from the file', 'rows of W_Q ÷ query heads') ??
    (widthK === null && widthQ === null ? from(dModel, heads.queryHeads, 'default', 'd_model ÷ query heads') : null) ??
    refuse(
      widthK === null
        ? 'The head dimension is not filled in, and d_model and query heads, from which it would follow by default, are not both there or do not divide.'
        : `The head dimension is not filled in: W_K of the file has ${formatCount(widthK)} rows, and a number of heads or their dimension tells the other.`,
    )
  );
}

function windowed(
  draft: ModelDraft,
  layers: number,
  heads: Pick<CachedLayers, 'kvHeads' | 'headDimK' | 'headDimV'>,
  read: Read,
): CachedLayers[] {
  const window = read('window', draft.window);
  const isNone = /^\s*0?\s*$/.test(draft.windowLayers);
  if (window !== null && isNone)
    refuse(`The window is ${formatCount(window)} tokens, and no layer has it: fill in how many do.`);
  const count = isNone ? 0 : valueIn(readCostField('layers', draft.windowLayers));
  if (count > layers)
    refuse(
      `${formatCountOf(count, 'layer')} with a window are more than the ${formatCountOf(layers, 'layer')} that there are.`,
    );
  if (count > 0 && window === null) refuse('The window is not filled in, and layers that have one need it.');
  const runs: CachedLayers[] = [
    { kind: 'full', count: layers - count, ...heads, window: null },
    { kind: 'sliding', count, ...heads, window },
  ];
  return runs.filter((run) => run.count > 0);
}

/** On its way out of the rules: it never leaves this file. */
class Refusal extends Error {}

function refuse(sentence: string): never {
  throw new Refusal(sentence);
}

function valueIn<Value>(outcome: Outcome<Value>): Value {
  return outcome.ok ? outcome.value : refuse(outcome.reason);
}
