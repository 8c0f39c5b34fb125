import { headChoices, kvHeadChoices } from '../../../attention/sharing.ts';
import type { Mechanism } from '../../../attention/types.ts';
import type { LitCell, Settings } from '../../../state/facts/settings.ts';
import { type LinkedHeads, presentAnchor } from '../../../state/shown/pointing/linkedHeads.ts';
import type { KeyScene, PresentAction } from './keys.ts';

/** What an action leans on besides what decides whether its key can act. */
export interface PatchScene extends KeyScene {
  /** The cell pointed at, or the locked one. */
  readonly lit: LitCell | null;
  /** The heads that are shown large. */
  readonly presented: LinkedHeads | null;
  /** The heads of the mechanism that is presented, in the order of their places on screen. */
  readonly order: readonly number[];
}

/** Returns the settings that an action changes; none for the actions that the screen keeps to itself. */
export function patchFor(action: PresentAction, scene: PatchScene): Partial<Settings> | undefined {
  const { settings } = scene;
  switch (action.kind) {
    case 'kvHeads':
      return { numKvHeads: neighbour(settings.numKvHeads, kvHeadChoices(settings.numHeads), action.step) };
    case 'queryHeads':
      return { numHeads: neighbour(settings.numHeads, headChoices(settings.dModel), action.step) };
    case 'mask':
      return { causal: !settings.causal };
    case 'focus':
      return { presentFocus: action.on, ...headIn(action.on, scene) };
    case 'oneHead':
      return settings.presentHead === null ? firstHead(scene) : { presentHead: null };
    case 'head':
      return settings.presentHead === null ? undefined : anotherHead(settings.presentHead, action.step, scene);
    case 'back':
      return stepBack(scene);
    case 'leave':
      return { present: false };
    default:
      return undefined;
  }
}

function neighbour(value: number, choices: readonly number[], step: number): number {
  return choices[choices.indexOf(value) + step] ?? value;
}

/** The head that is lit, if it is on screen; else the one that stands first. */
function firstHead({ settings, lit, order }: PatchScene): Partial<Settings> {
  const anchor = presentAnchor(settings);
  if (lit && (settings.presentFocus === 'all' || lit.mechanism === anchor))
    return { presentHead: lit.queryHead, inspectMechanism: lit.mechanism };
  return { presentHead: order[0] ?? 0, inspectMechanism: anchor };
}

/** The next head or the one before; a locked cell goes with it. Round the ends, so that one key shows all of them. */
function anotherHead(head: number, step: 1 | -1, { settings: { lockedCell }, order }: PatchScene): Partial<Settings> {
  const presentHead = order[(order.indexOf(head) + step + order.length) % order.length] ?? head;
  return { presentHead, lockedCell: lockedCell && { ...lockedCell, queryHead: presentHead } };
}

/** From a head of one mechanism to the one beside it on screen, which does the same: it then is the one that others follow. */
function headIn(on: Mechanism | 'all', { settings, presented }: PatchScene): Partial<Settings> {
  if (settings.presentHead === null) return {};
  const inspectMechanism = on === 'all' ? presentAnchor(settings) : on;
  const presentHead = presented?.[inspectMechanism]?.queryHead ?? settings.presentHead;
  const { lockedCell } = settings;
  return { inspectMechanism, presentHead, lockedCell: lockedCell && { ...lockedCell, queryHead: presentHead } };
}

/** Frees the locked cell, goes from one head to the maps of all, from one mechanism to all three, and leaves at last. */
function stepBack({ settings, fitsThree }: PatchScene): Partial<Settings> {
  if (settings.lockedCell) return { lockedCell: null };
  if (settings.presentHead !== null) return { presentHead: null };
  return settings.presentFocus !== 'all' && fitsThree ? { presentFocus: 'all' } : { present: false };
}
