import { MAX_SEED, MAX_TOKENS } from '../limits.ts';
import { formatCount, formatCountOf } from '../numbers/format.ts';
import { kvHeadChoices } from '../sharing.ts';
import { KV_RULES, type RunConfig } from '../types.ts';

/**
 * Throws an `Error` with a sentence for the user unless `tokens` and `config` can be run. Called at the engine's door:
 * 7 query heads over 2 KV heads would otherwise compute without a word, and wrongly.
 */
export function assertRunnable(tokens: readonly string[], config: RunConfig): void {
  const { dModel, numHeads, numKvHeads, headDim, seed, kvRule } = config;
  if (tokens.length === 0) throw new Error('There are no tokens to attend to: type some text.');
  if (tokens.length > MAX_TOKENS)
    throw new Error(`${formatCount(tokens.length)} tokens are more than the ${formatCount(MAX_TOKENS)} of one run.`);
  assertPositiveInteger('d_model', dModel);
  assertPositiveInteger('Query heads', numHeads);
  assertPositiveInteger('KV heads', numKvHeads);
  if (headDim !== undefined) assertPositiveInteger('Features of a head', headDim);
  else if (dModel % numHeads !== 0)
    throw new Error(`${doNotDivide(numHeads, 'query head')} a d_model of ${formatCount(dModel)}.`);
  if (numHeads % numKvHeads !== 0)
    throw new Error(
      `${doNotDivide(numKvHeads, 'KV head')} ${formatCountOf(numHeads, 'query head')}: use ${listChoices(kvHeadChoices(numHeads))}.`,
    );
  if (!Number.isInteger(seed) || seed < 0 || seed > MAX_SEED)
    throw new Error(`The seed ${seed} is not an integer from 0 to ${formatCount(MAX_SEED)}.`);
  if (!KV_RULES.includes(kvRule))
    throw new Error(`The rule "${kvRule}" for K and V is unknown: use ${listChoices(KV_RULES)}.`);
}

/** Throws an `Error` with a sentence unless `tokens` can be decoded with a cache that has room for `capacity` of them. */
export function assertDecodable(tokens: readonly string[], config: RunConfig, capacity: number): void {
  if (!config.causal)
    throw new Error('Without the causal mask there is no decoding: each token would see those that come after it.');
  if (!Number.isInteger(capacity) || capacity < 1 || capacity > MAX_TOKENS)
    throw new Error(`A KV cache has room for 1 to ${formatCount(MAX_TOKENS)} tokens here, not for ${capacity}.`);
  if (tokens.length > capacity)
    throw new Error(`${formatCountOf(tokens.length, 'token')} do not fit a KV cache for ${formatCount(capacity)}.`);
}

/** Throws an `Error` with a sentence unless there is such a query head. */
export function assertQueryHead(queryHead: number, numHeads: number): void {
  if (!Number.isInteger(queryHead) || queryHead < 0 || queryHead >= numHeads)
    throw new Error(`There is no query head ${queryHead}: they are 0 to ${formatCount(numHeads - 1)}.`);
}

/** Throws an `Error` with a sentence unless there is a token at `position`. */
export function assertPosition(position: number, tokens: number): void {
  if (!Number.isInteger(position) || position < 0 || position >= tokens)
    throw new Error(`There is no token at position ${position}: they are 0 to ${formatCount(tokens - 1)}.`);
}

/** Throws an `Error` with a sentence unless a map can have `mapSide` cells a side. */
export function assertMapSide(mapSide: number): void {
  assertPositiveInteger('Cells per side of a map', mapSide);
}

function assertPositiveInteger(label: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) throw new Error(`${label} must be a positive integer, not ${value}.`);
}

/** 1 divides everything, so the plural is always right. */
function doNotDivide(value: number, singular: string): string {
  return `${formatCountOf(value, singular)} do not divide`;
}

/** "1, 2, 4 or 8" */
function listChoices(choices: readonly (number | string)[]): string {
  if (choices.length < 2) return choices.join('');
  return `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
}
