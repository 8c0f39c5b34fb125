import type { Mechanism } from '../../../attention/types.ts';
import type { Settings } from '../../../state/facts/settings.ts';

/** What a key does in Present. `step` moves by one valid value. */
export type PresentAction =
  | { readonly kind: 'kvHeads' | 'queryHeads' | 'head' | 'word'; readonly step: 1 | -1 }
  | { readonly kind: 'focus'; readonly on: Mechanism | 'all' }
  | { readonly kind: 'mask' | 'oneHead' | 'cover' | 'share' | 'blank' | 'theme' | 'help' | 'back' | 'leave' };

/** What decides which keys can act. */
export interface KeyScene {
  readonly settings: Settings;
  /** Whether the screen is wide enough for three columns. */
  readonly fitsThree: boolean;
  /** Tokens of the text. */
  readonly tokens: number;
}

export interface Binding {
  /** As `KeyboardEvent.key` names them. */
  readonly keys: readonly string[];
  /** As the list of keys prints them. */
  readonly print: readonly string[];
  readonly does: string;
  readonly action: (key: string) => PresentAction;
  /** Says what the keys would need to act, if they can't: "needs random weights". */
  readonly lacks?: (scene: KeyScene) => string | undefined;
}

const FOCUS: Readonly<Record<string, Mechanism | 'all'>> = { '0': 'all', '1': 'mha', '2': 'gqa', '3': 'mqa' };

const randomWeights = ({ settings }: KeyScene) => (settings.weights === 'random' ? undefined : 'needs random weights');

/** Every key of Present, once: the handler and the list under `?` both read this table. */
export const PRESENT_KEYS: readonly Binding[] = [
  {
    keys: ['ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown'],
    print: ['←', '→'],
    does: 'fewer or more KV heads; a remote’s buttons, too',
    action: (key) => ({ kind: 'kvHeads', step: key === 'ArrowRight' || key === 'PageDown' ? 1 : -1 }),
    // Models of the user's own come with the numbers that they were trained with.
    lacks: ({ settings }) => (settings.weights === 'own' ? 'fixed by your own models' : undefined),
  },
  {
    keys: ['ArrowUp', 'ArrowDown'],
    print: ['↑', '↓'],
    does: 'more or fewer query heads',
    action: (key) => ({ kind: 'queryHeads', step: key === 'ArrowUp' ? 1 : -1 }),
    lacks: randomWeights,
  },
  {
    keys: ['m', 'M'],
    print: ['m'],
    does: 'causal mask on or off',
    action: () => ({ kind: 'mask' }),
    lacks: randomWeights,
  },
  {
    keys: ['0'],
    print: ['0'],
    does: 'all three side by side',
    action: () => ({ kind: 'focus', on: 'all' }),
    lacks: ({ fitsThree }) => (fitsThree ? undefined : 'needs a wide screen'),
  },
  {
    keys: ['1', '2', '3'],
    print: ['1', '2', '3'],
    does: 'MHA, GQA or MQA alone, larger',
    action: (key) => ({ kind: 'focus', on: FOCUS[key] ?? 'all' }),
  },
  {
    keys: ['h', 'H', 'Enter'],
    print: ['h', 'Enter'],
    does: 'one head, large, with its words',
    action: () => ({ kind: 'oneHead' }),
    lacks: ({ tokens }) => (tokens > 0 ? undefined : 'needs a text'),
  },
  {
    keys: ['[', ']'],
    print: ['[', ']'],
    does: 'the head before or after',
    action: (key) => ({ kind: 'head', step: key === ']' ? 1 : -1 }),
    lacks: ({ settings }) => (settings.presentHead === null ? 'needs one head: h' : undefined),
  },
  {
    keys: ['t', 'T'],
    print: ['t', 'T'],
    does: 'the word after or before asks: its row',
    action: (key) => ({ kind: 'word', step: key === 't' ? 1 : -1 }),
    lacks: ({ tokens }) => (tokens > 0 ? undefined : 'needs a text'),
  },
  {
    keys: ['c', 'C'],
    print: ['c'],
    does: 'cover to predict; again: after ← before',
    action: () => ({ kind: 'cover' }),
  },
  { keys: ['s', 'S'], print: ['s'], does: 'link and QR code', action: () => ({ kind: 'share' }) },
  {
    keys: ['.', 'b', 'B'],
    print: ['.', 'b'],
    does: 'blank the screen, and back',
    action: () => ({ kind: 'blank' }),
  },
  { keys: ['d', 'D'], print: ['d'], does: 'dark or light', action: () => ({ kind: 'theme' }) },
  { keys: ['?'], print: ['?'], does: 'this list', action: () => ({ kind: 'help' }) },
  { keys: ['Escape'], print: ['Esc'], does: 'one step back, then leave', action: () => ({ kind: 'back' }) },
  { keys: ['p', 'P'], print: ['p'], does: 'leave', action: () => ({ kind: 'leave' }) },
];

/** A key that types a character: these rest while they are switched off (WCAG 2.2, 2.1.4). */
export const isSingleKey = (key: string): boolean => [...key].length === 1;

/** The row of the table that `key` belongs to, if any. */
export function bindingOf(key: string, singleKeys: boolean): Binding | undefined {
  if (!singleKeys && isSingleKey(key)) return undefined;
  return PRESENT_KEYS.find(({ keys }) => keys.includes(key));
}
