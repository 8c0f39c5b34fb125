import type { Settings } from '../settings.ts';
import { FIRST_KV_RULE, FIXED_FIELDS } from './fixedSettings.ts';

/** What random weights leave a choice of, and trained ones fix. */
export type RandomSetUp = Pick<Settings, (typeof FIXED_FIELDS)[number]>;

export function randomSetUpOf(settings: Settings): RandomSetUp {
  return Object.fromEntries(FIXED_FIELDS.map((key) => [key, settings[key]])) as unknown as RandomSetUp;
}

/**
 * `patch`, where it goes from trained to random weights with the set-up that these had before, but for what it names itself;
 * the first time with the rule for K and V that misleads least.
 * KV heads that were chosen meanwhile stay where they are of the same query heads: the user compares the two.
 */
export function backToRandom(
  patch: Partial<Settings>,
  current: Settings,
  before: RandomSetUp | null,
): Partial<Settings> {
  if (patch.weights !== 'random' || current.weights === 'random') return patch;
  if (before === null) return { kvRule: FIRST_KV_RULE, ...patch };
  const { numKvHeads, ...others } = before;
  const areSameHeads = before.numHeads === current.numHeads;
  return { ...others, numKvHeads: areSameHeads ? current.numKvHeads : numKvHeads, ...patch };
}
