import { afterEach, expect, it, vi } from 'vitest';
import { wiringLayout } from './layout.ts';
import { isMotion } from './useTieMotion.ts';

const layout = (numHeads: number, numKvHeads: number, width = 400) =>
  wiringLayout({ numHeads, numKvHeads }, { width, height: 66, fontSize: 11 });

/** A browser whose reader asks for less motion, or doesn't. */
function stubMotion(wanted: 'reduce' | 'no-preference'): void {
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: query === `(prefers-reduced-motion: ${wanted})` }));
}

afterEach(() => {
  vi.unstubAllGlobals();
});

it('slides the wires when KV heads, and nothing else, change', () => {
  stubMotion('no-preference');
  expect(isMotion(layout(16, 4), layout(16, 8))).toBe(true);
  expect(isMotion(layout(16, 4), layout(16, 4))).toBe(false);
  expect(isMotion(layout(16, 4), layout(8, 8))).toBe(false);
  expect(isMotion(layout(16, 4), layout(16, 8, 300))).toBe(false);
});

it('slides nothing for those who want less motion', () => {
  stubMotion('reduce');
  expect(isMotion(layout(16, 4), layout(16, 8))).toBe(false);
});
