import { MAX_DECODED } from '../../attention/decoding/decodePlan.ts';
import { MAX_SEED, MAX_TOKENS } from '../../attention/limits.ts';
import { formatCountOf } from '../../attention/numbers/format.ts';
import { D_MODEL_CHOICES, headChoices, headDimChoices, kvHeadChoices, nearestChoice } from '../../attention/sharing.ts';
import { LAYERS } from '../../attention/trained/shape.ts';
import type { AttentionShape } from '../../attention/types.ts';
import { fitCost } from './cost/fitCost.ts';
import { FIXED_FIELDS, fixedBy } from './models/fixedSettings.ts';
import type { Notice } from './notices.ts';
import type { LockedCell, Settings } from './settings.ts';
import { fitTrainSetup } from './train/fitTrainSetup.ts';

/** Upper ends of the cache chart's controls: far beyond any model served today. */
export const MAX_CACHE_LAYERS = 1_024;
export const MAX_CACHE_SEQUENCES = 1_000_000;

/** Settings that fit together, and a sentence for each that had to move to do so. */
export interface FittedSettings {
  readonly settings: Settings;
  readonly notices: readonly Notice[];
}

/**
 * `current` with `patch`, every value moved to the nearest one that is valid: query heads divide d_model and are at most
 * 64, KV heads divide query heads, a head’s own width is one of its choices, the seed is an unsigned 32-bit integer. Numbers that are none (a cleared field) leave
 * the current value. A locked cell whose head is gone is dropped; while Inspect is open,
 * it follows the last head there is, and its cell with it. Trained weights fix the sizes, and more, to those of the models.
 *
 * @param own the sizes of the user's own models, GQA's KV heads among them; without them, `own` weights are the trained ones
 */
export function fitSettings(
  current: Settings,
  patch: Partial<Settings>,
  own: AttentionShape | null = null,
): FittedSettings {
  const wished = { ...current, ...patch };
  const weights = wished.weights === 'own' && own === null ? 'trained' : wished.weights;
  const asked: Settings = { ...wished, weights, ...fixedBy(weights, own) };
  const dModel = nearestChoice(numberOr(asked.dModel, current.dModel), D_MODEL_CHOICES);
  const askedHeads = numberOr(asked.numHeads, current.numHeads);
  const numHeads = nearestChoice(askedHeads, headChoices(dModel));
  const askedKvHeads = numberOr(asked.numKvHeads, current.numKvHeads);
  const numKvHeads = nearestChoice(askedKvHeads, kvHeadChoices(numHeads));
  const headDim = fittedHeadDim(asked.headDim, current.headDim, numHeads);
  const settings: Settings = {
    ...asked,
    dModel,
    numHeads,
    numKvHeads,
    headDim,
    layer: wholeNumberIn(asked.layer, 1, LAYERS, current.layer),
    seed: wholeNumberIn(asked.seed, 0, MAX_SEED, current.seed),
    cacheLayers: wholeNumberIn(asked.cacheLayers, 1, MAX_CACHE_LAYERS, current.cacheLayers),
    cacheSequences: wholeNumberIn(asked.cacheSequences, 1, MAX_CACHE_SEQUENCES, current.cacheSequences),
    lockedCell: cellInRange(inspectedCell(asked, numHeads), numHeads, MAX_TOKENS),
    presentHead:
      asked.presentHead === null ? null : wholeNumberIn(asked.presentHead, 0, numHeads - 1, current.presentHead ?? 0),
    inspectHead: wholeNumberIn(asked.inspectHead, 0, numHeads - 1, current.inspectHead),
    flowTokens: positionsBelow(MAX_TOKENS, ascending(asked.flowTokens)),
    decodePrompt:
      asked.decodePrompt === null
        ? null
        : wholeNumberIn(asked.decodePrompt, 1, MAX_DECODED - 1, current.decodePrompt ?? 1),
    train: fitTrainSetup(asked.train, current.train),
    cost: fitCost(asked.cost, current.cost),
  };
  const notices: Notice[] = [];
  // A rule for K and V that stands unused is nothing to speak of.
  if (FIXED_FIELDS.some((field) => field !== 'kvRule' && asked[field] !== wished[field]))
    notices.push(fixedNotice(settings));
  if (settings.inspect !== null && settings.inspectHead !== asked.inspectHead) {
    const text = `There is no query head ${asked.inspectHead} any more: Inspect shows query head ${settings.inspectHead}.`;
    notices.push({ id: 'inspect moved', text, kind: 'info', passing: true });
  }
  if (numHeads !== askedHeads) notices.push(moved('Query heads', askedHeads, numHeads, `d_model ${dModel}`));
  if (numKvHeads !== askedKvHeads) {
    notices.push(moved('KV heads', askedKvHeads, numKvHeads, `${numHeads} query ${numHeads === 1 ? 'head' : 'heads'}`));
  }
  if (headDim !== undefined && asked.headDim !== undefined && headDim !== asked.headDim) {
    const text = `Features of a head moved from ${asked.headDim} to ${headDim}, the nearest choice for ${formatCountOf(numHeads, 'query head')}.`;
    notices.push({ id: 'Features of a head moved', text, kind: 'info', passing: true });
  }
  return { settings, notices };
}

function fittedHeadDim(asked: number | undefined, current: number | undefined, numHeads: number): number | undefined {
  if (asked === undefined) return undefined;
  return nearestChoice(numberOr(asked, current ?? 1), headDimChoices(numHeads));
}

function inspectedCell({ lockedCell, inspect }: Settings, numHeads: number): LockedCell | null {
  if (inspect === null || lockedCell === null || lockedCell.queryHead < numHeads) return lockedCell;
  return { ...lockedCell, queryHead: numHeads - 1 };
}

/** The cell, or null where there is no such head or token. */
export function cellInRange(cell: LockedCell | null, numHeads: number, tokens: number): LockedCell | null {
  if (cell === null) return null;
  const { queryHead, queryPosition, keyPosition } = cell;
  return queryHead < numHeads && queryPosition < tokens && keyPosition < tokens ? cell : null;
}

/** Each of `positions` once, in order. The same array where that changes nothing. */
export function ascending(positions: readonly number[]): readonly number[] {
  const isAscending = positions.every((position, index) => index === 0 || position > (positions[index - 1] as number));
  return isAscending ? positions : [...new Set(positions)].sort((a, b) => a - b);
}

/** The same array where all of them are. */
export function positionsBelow(tokens: number, positions: readonly number[]): readonly number[] {
  return positions.every((position) => position < tokens)
    ? positions
    : positions.filter((position) => position < tokens);
}

function fixedNotice({ dModel, numHeads, weights }: Settings): Notice {
  const whose = weights === 'own' ? 'Your models have' : 'The trained models have';
  const text = `${whose} d_model ${dModel}, ${formatCountOf(numHeads, 'query head')}, a causal mask, positions and biases: with their weights these are fixed.`;
  return { id: 'sizes fixed', text, kind: 'info', passing: true };
}

function moved(what: string, from: number, to: number, divided: string): Notice {
  const id = `${what} moved`;
  const text = `${what} moved from ${from} to ${to}: ${from} do not divide ${divided}.`;
  return { id, text, kind: 'info', passing: true };
}

function numberOr(value: number, fallback: number): number {
  return Number.isFinite(value) ? value : fallback;
}

function wholeNumberIn(value: number, least: number, most: number, fallback: number): number {
  return Math.min(most, Math.max(least, Math.trunc(numberOr(value, fallback))));
}
