import { mapStride } from '../levelOfDetail.ts';
import { MECHANISMS, type RunConfig, type TrainedLayer } from '../types.ts';
import type { RunRequest } from './request.ts';

const CONFIG_KEYS = [
  'dModel',
  'numHeads',
  'numKvHeads',
  'causal',
  'positions',
  'bias',
  'seed',
  'kvRule',
] as const satisfies readonly (keyof RunConfig)[];

/** Whether a result for `answered` shows all that `asked` wants, compared by content. */
export function answers(answered: RunRequest, asked: RunRequest): boolean {
  const { length } = asked.tokens;
  return (
    sameInputs(answered, asked) &&
    mapStride(length, answered.mapSide) <= mapStride(length, asked.mapSide) &&
    asked.mechanisms.every((mechanism) => answered.mechanisms.includes(mechanism))
  );
}

/** Whether two requests have the same tokens and the same configuration, whatever mechanisms they show. */
export function sameInputs(a: RunRequest, b: RunRequest): boolean {
  return (
    CONFIG_KEYS.every((key) => a.config[key] === b.config[key]) &&
    sameLayer(a.config.trained, b.config.trained) &&
    (a.tokens === b.tokens ||
      (a.tokens.length === b.tokens.length && a.tokens.every((token, position) => token === b.tokens[position])))
  );
}

/** Whether two requests are of the same tokens and configuration, GQA's KV heads aside. */
export function sameButKvHeads(a: RunRequest, b: RunRequest): boolean {
  return sameInputs({ ...a, config: { ...a.config, numKvHeads: b.config.numKvHeads } }, b);
}

/** Whether GQA's KV heads, and nothing else of tokens and configuration, are others than before. */
export function haveKvHeadsMoved(before: RunRequest, now: RunRequest): boolean {
  return before.config.numKvHeads !== now.config.numKvHeads && sameButKvHeads(before, now);
}

function sameLayer(a: TrainedLayer | undefined, b: TrainedLayer | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.layer === b.layer && MECHANISMS.every((mechanism) => a.models[mechanism] === b.models[mechanism]);
}
