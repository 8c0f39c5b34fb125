import { headChoices, kvHeadChoices } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import type { Settings } from '../../state/facts/settings.ts';

/** What a key does in Present. `step` moves by one valid value. */
export type PresentAction =
  | { readonly kind: 'kvHeads' | 'queryHeads'; readonly step: 1 | -1 }
  | { readonly kind: 'focus'; readonly on: Mechanism | 'all' }
  | { readonly kind: 'mask' | 'blank' | 'theme' | 'help' | 'back' | 'leave' };

interface Binding {
  /** As `KeyboardEvent.key` names them. */
  readonly keys: readonly string[];
  /** As the list of keys prints them. */
  readonly print: readonly string[];
  readonly does: string;
  readonly action: (key: string) => PresentAction;
}

const FOCUS: Readonly<Record<string, Mechanism | 'all'>> = { '0': 'all', '1': 'mha', '2': 'gqa', '3': 'mqa' };

/** Every key of Present, once: the handler and the list under `?` both read this table. */
export const PRESENT_KEYS: readonly Binding[] = [
  {
    keys: ['ArrowLeft', 'ArrowRight'],
    print: ['←', '→'],
    does: 'fewer or more KV heads',
    action: (key) => ({ kind: 'kvHeads', step: key === 'ArrowRight' ? 1 : -1 }),
  },
  {
    keys: ['ArrowUp', 'ArrowDown'],
    print: ['↑', '↓'],
    does: 'more or fewer query heads',
    action: (key) => ({ kind: 'queryHeads', step: key === 'ArrowUp' ? 1 : -1 }),
  },
  { keys: ['m', 'M'], print: ['m'], does: 'causal mask on or off', action: () => ({ kind: 'mask' }) },
  {
    keys: ['1', '2', '3'],
    print: ['1', '2', '3'],
    does: 'MHA, GQA or MQA to the full width',
    action: (key) => ({ kind: 'focus', on: FOCUS[key] ?? 'all' }),
  },
  { keys: ['0'], print: ['0'], does: 'all three side by side', action: () => ({ kind: 'focus', on: 'all' }) },
  { keys: ['.'], print: ['.'], does: 'blank the screen, and back', action: () => ({ kind: 'blank' }) },
  { keys: ['d', 'D'], print: ['d'], does: 'dark or light', action: () => ({ kind: 'theme' }) },
  { keys: ['?'], print: ['?'], does: 'this list', action: () => ({ kind: 'help' }) },
  { keys: ['Escape'], print: ['Esc'], does: 'free the locked cell, then leave', action: () => ({ kind: 'back' }) },
  { keys: ['p', 'P'], print: ['p'], does: 'leave', action: () => ({ kind: 'leave' }) },
];

/** A key that types a character: these rest while they are switched off (WCAG 2.2, 2.1.4). */
export const isSingleKey = (key: string): boolean => [...key].length === 1;

/** What `key` does in Present, if anything. */
export function presentAction(key: string, singleKeys: boolean): PresentAction | undefined {
  if (!singleKeys && isSingleKey(key)) return undefined;
  return PRESENT_KEYS.find(({ keys }) => keys.includes(key))?.action(key);
}

function neighbour(value: number, choices: readonly number[], step: number): number {
  return choices[choices.indexOf(value) + step] ?? value;
}

/** The settings that an action changes; none for the actions that the screen keeps to itself. */
export function patchFor(action: PresentAction, settings: Settings): Partial<Settings> | undefined {
  switch (action.kind) {
    case 'kvHeads':
      return { numKvHeads: neighbour(settings.numKvHeads, kvHeadChoices(settings.numHeads), action.step) };
    case 'queryHeads':
      return { numHeads: neighbour(settings.numHeads, headChoices(settings.dModel), action.step) };
    case 'mask':
      return { causal: !settings.causal };
    case 'focus':
      return { presentFocus: action.on };
    case 'back':
      return settings.lockedCell ? { lockedCell: null } : { present: false };
    case 'leave':
      return { present: false };
    default:
      return undefined;
  }
}
