import { expect, it } from 'vitest';
import type { AppState } from '../facts/appState.ts';
import { settledState, stateWith } from '../testing/states.ts';

/** Every module of this room, those to come as well. */
const MODULES = import.meta.glob<Record<string, unknown>>(['./**/*.{ts,tsx}', '!./**/*.test.*'], { eager: true });

type Selector = (state: AppState) => unknown;

const selectors: readonly (readonly [name: string, select: Selector])[] = Object.values(MODULES)
  .flatMap((exported) => Object.entries(exported))
  .flatMap(([name, value]) => (/^select/.test(name) ? [[name, value as Selector] as const] : []));

it.each([
  ['before the first picture', stateWith()],
  ['of a picture that is there', settledState(stateWith())],
  ['of trained weights', stateWith({ weights: 'trained' })],
])('every selector gives the very same value %s as long as what it depends on is the same', (_, state) => {
  expect(selectors.length).toBeGreaterThan(30);
  const later = { ...state, notices: [], settings: { ...state.settings, colorScale: 'viridis' as const } };
  for (const [name, select] of selectors) expect(select(later), name).toBe(select(state));
});
