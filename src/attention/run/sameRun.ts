import { mapStride } from '../levelOfDetail.ts';
import { shapeOf } from '../sharing.ts';
import { MECHANISMS, type Mechanism, type RunConfig, type TrainedLayer } from '../types.ts';
import type { Projection } from '../weights.ts';
import { drawnFrom, pooledHeads, shareOfKv } from './drawnProjection.ts';
import type { RunRequest } from './request.ts';

/** Things that are computed once for several runs, each with what tells two of its kind in one run apart. */
interface Scopes {
  /** A sweep of GQA's KV heads, and the output of MHA that it measures from. */
  readonly sweep: readonly [];
  /** The vectors that the tokens start as; see `runInput`. */
  readonly tokens: readonly [];
  /** The scores of untrained nets' heads, of the same sizes, on the tokens. */
  readonly untrainedNets: readonly [];
  /** The elements of a projection. */
  readonly projection: readonly [mechanism: Mechanism, projection: Projection];
  /** Maps, beyond what their W_Q, W_K and tokens depend on. */
  readonly maps: readonly [mechanism: Mechanism];
  /** Everything that one mechanism computes from the same tokens. */
  readonly mechanism: readonly [mechanism: Mechanism];
}

type Part = string | number | boolean | undefined | readonly Part[];

/** True when something depends on a field, or a function that gives as much of it as does. */
type Rule<Of extends readonly unknown[]> = boolean | ((config: RunConfig, ...of: Of) => Part);

type Row = { readonly [Scope in keyof Scopes]: Rule<Scopes[Scope]> };

/**
 * What depends on which field of a configuration: every key is made from this table, and a field that `RunConfig` gains does
 * not compile until it has said here what depends on it. A run as a whole depends on every field.
 */
const ROWS: Readonly<Record<keyof RunConfig, Row>> = {
  dModel: {
    sweep: true,
    tokens: true,
    untrainedNets: true,
    projection: whereDrawn('dModel'),
    maps: false,
    mechanism: true,
  },
  numHeads: { sweep: true, tokens: false, untrainedNets: true, projection: pooledHeads, maps: true, mechanism: true },
  headDim: {
    sweep: true,
    tokens: false,
    untrainedNets: true,
    projection: ownHeadDim,
    maps: false,
    mechanism: true,
  },
  numKvHeads: {
    sweep: false,
    tokens: false,
    untrainedNets: false,
    projection: shareOfKv,
    maps: kvHeads,
    mechanism: kvHeads,
  },
  causal: { sweep: true, tokens: false, untrainedNets: false, projection: false, maps: true, mechanism: true },
  positions: {
    sweep: true,
    tokens: whereDrawn('positions'),
    untrainedNets: false,
    projection: false,
    maps: false,
    mechanism: true,
  },
  bias: {
    sweep: true,
    tokens: false,
    untrainedNets: false,
    projection: whereDrawn('bias'),
    maps: false,
    mechanism: true,
  },
  seed: {
    sweep: true,
    tokens: true,
    untrainedNets: true,
    projection: whereDrawn('seed'),
    maps: false,
    mechanism: true,
  },
  kvRule: { sweep: true, tokens: false, untrainedNets: false, projection: drawnFrom, maps: false, mechanism: true },
  trained: {
    sweep: true,
    tokens: isTrained,
    untrainedNets: false,
    projection: ownModel,
    maps: false,
    mechanism: ownModel,
  },
};

/** The same of a trained layer, all of which everything trained depends on: as much of a field as these mechanisms use. */
const LAYER_ROWS: Readonly<
  Record<keyof TrainedLayer, (trained: TrainedLayer, mechanisms: readonly Mechanism[]) => Part>
> = {
  layer: ({ layer }) => layer,
  models: ({ models }, mechanisms) => mechanisms.map((mechanism) => models[mechanism]),
};

/** Every field of a configuration. */
export const CONFIG_FIELDS = Object.keys(ROWS) as (keyof RunConfig)[];

/** Returns the name of a run, or of the part of it that `scope` depends on: equal keys, equal numbers. */
export function runKey({ tokens, config }: RunRequest, scope?: 'sweep' | 'tokens' | 'untrainedNets'): string {
  return JSON.stringify([scope ? partsOf(scope, config) : allOf(config), tokens]);
}

/**
 * What the elements of a projection depend on: equal keys, equal weights. Under the rules `mean` and `rescaled` all three mechanisms share
 * W_Q and W_O, and their K and V differ by the number of KV heads alone.
 */
export function projectionKey(mechanism: Mechanism, projection: Projection, config: RunConfig): string {
  return JSON.stringify([projection, ...partsOf('projection', config, mechanism, projection)]);
}

/**
 * True when heads of one number ask the same in all mechanisms, by one W_Q: then they may be held against each other by their
 * numbers. Models that were trained, or drawn, each by itself have nothing in common there.
 */
export function haveSameQueries(config: RunConfig): boolean {
  return new Set(MECHANISMS.map((mechanism) => projectionKey(mechanism, 'wQ', config))).size === 1;
}

/** Returns a key of all that the maps of `mechanism` depend on: equal keys, equal maps. */
export function mapsKey(mechanism: Mechanism, request: RunRequest): string {
  const { tokens, config, mapSide } = request;
  const own = JSON.stringify([mapStride(tokens.length, mapSide), ...partsOf('maps', config, mechanism)]);
  const [wQ, wK] = [projectionKey(mechanism, 'wQ', config), projectionKey(mechanism, 'wK', config)];
  return [own, wQ, wK, runKey(request, 'tokens')].join(' ');
}

/** True when a result for `answered` shows all that `asked` wants, compared by content. */
export function answers(answered: RunRequest, asked: RunRequest): boolean {
  const { length } = asked.tokens;
  return (
    sameInputs(answered, asked) &&
    mapStride(length, answered.mapSide) <= mapStride(length, asked.mapSide) &&
    asked.mechanisms.every((mechanism) => answered.mechanisms.includes(mechanism))
  );
}

/** True when two requests have the same tokens and the same configuration, whatever mechanisms they show. */
export function sameInputs(a: RunRequest, b: RunRequest): boolean {
  return sameConfig(a.config, b.config) && sameTokens(a.tokens, b.tokens);
}

export function sameConfig(a: RunConfig, b: RunConfig): boolean {
  return a === b || areEqual(allOf(a), allOf(b));
}

/** True when one mechanism computes the same for two requests: GQA's KV heads, and its model, are its own affair. */
export function sameOf(mechanism: Mechanism, a: RunRequest, b: RunRequest): boolean {
  const [ofA, ofB] = [partsOf('mechanism', a.config, mechanism), partsOf('mechanism', b.config, mechanism)];
  return areEqual(ofA, ofB) && sameTokens(a.tokens, b.tokens);
}

/** True when two requests are of the same tokens and configuration, GQA's KV heads aside. */
export function sameButKvHeads(a: RunRequest, b: RunRequest): boolean {
  return areEqual(partsOf('sweep', a.config), partsOf('sweep', b.config)) && sameTokens(a.tokens, b.tokens);
}

/** True when GQA's KV heads, and nothing else of tokens and configuration, are others than before. */
export function haveKvHeadsMoved(before: RunRequest, now: RunRequest): boolean {
  return before.config.numKvHeads !== now.config.numKvHeads && sameButKvHeads(before, now);
}

function areEqual(a: readonly Part[], b: readonly Part[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Up to 2,048 of them, and nearly always the same array: a key of each would cost more than the answer. */
function sameTokens(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((token, position) => token === b[position]));
}

function allOf(config: RunConfig): Part[] {
  return CONFIG_FIELDS.map((field) => wholeOf(field, config));
}

function partsOf<Scope extends keyof Scopes>(scope: Scope, config: RunConfig, ...of: Scopes[Scope]): Part[] {
  return CONFIG_FIELDS.map((field) => {
    const rule: Rule<Scopes[Scope]> = ROWS[field][scope];
    if (typeof rule === 'function') return rule(config, ...of);
    return rule ? wholeOf(field, config) : undefined;
  });
}

function wholeOf(field: keyof RunConfig, config: RunConfig): Part {
  return field === 'trained' ? layerOf(config, MECHANISMS) : config[field];
}

function layerOf({ trained }: RunConfig, mechanisms: readonly Mechanism[]): Part {
  return trained && Object.values(LAYER_ROWS).map((partOf) => partOf(trained, mechanisms));
}

function whereDrawn(field: keyof RunConfig): (config: RunConfig) => Part {
  return (config) => (config.trained ? undefined : wholeOf(field, config));
}

/** Of heads with a width of their own, all projections are as wide as there are query heads. */
function ownHeadDim({ trained, headDim, numHeads }: RunConfig): Part {
  return trained || headDim === undefined ? undefined : [headDim, numHeads];
}

function isTrained({ trained }: RunConfig): boolean {
  return trained !== undefined;
}

function ownModel(config: RunConfig, mechanism: Mechanism): Part {
  return layerOf(config, [mechanism]);
}

function kvHeads(config: RunConfig, mechanism: Mechanism): number {
  return shapeOf(mechanism, config).numKvHeads;
}
