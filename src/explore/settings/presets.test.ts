import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, FIRST_VIEW } from '../../state/facts/settings.ts';
import { createAppStore } from '../../state/store.ts';
import { memoryStorage } from '../../state/testing/testDoubles.ts';
import { PRESETS } from './presets.ts';

const TRAIN = { ...FIRST_VIEW.train, seed: 5 };

/** The settings after a preset was chosen where others had been. */
function after(id: string) {
  const settings = {
    ...DEFAULT_SETTINGS,
    colorScale: 'viridis',
    backend: 'wasm',
    numHeads: 8,
    headDim: 16,
    train: TRAIN,
  } as const;
  const store = createAppStore({ storage: memoryStorage, settings });
  store.getState().actions.update(PRESETS.find((preset) => preset.id === id)?.settings ?? {});
  return store.getState().settings;
}

test('“Pooled from MHA” changes what decides the numbers, and neither colours nor backend nor Train', () => {
  const kept = { colorScale: 'viridis', backend: 'wasm', train: TRAIN };
  expect(after('pooled')).toEqual({ ...DEFAULT_SETTINGS, ...kept });
});

test('“HeadRoom’s first view” is what a bare address opens with, and leaves Train alone', () => {
  expect(after('start')).toEqual({ ...FIRST_VIEW, train: TRAIN });
});
