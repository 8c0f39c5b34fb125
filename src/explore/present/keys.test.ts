import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../state/facts/settings.ts';
import { PRESENT_KEYS, patchFor, presentAction } from './keys.ts';

const press = (key: string, settings = DEFAULT_SETTINGS, singleKeys = true) => {
  const action = presentAction(key, singleKeys);
  return action && patchFor(action, settings);
};

describe('the keys of Present', () => {
  it('moves KV heads with the arrows left and right, over valid values only', () => {
    expect(press('ArrowLeft')).toEqual({ numKvHeads: 2 });
    expect(press('ArrowRight')).toEqual({ numKvHeads: 8 });
    expect(press('ArrowLeft', { ...DEFAULT_SETTINGS, numKvHeads: 1 })).toEqual({ numKvHeads: 1 });
    expect(press('ArrowRight', { ...DEFAULT_SETTINGS, numKvHeads: 16 })).toEqual({ numKvHeads: 16 });
  });

  it('moves query heads with the arrows up and down', () => {
    expect(press('ArrowUp')).toEqual({ numHeads: 32 });
    expect(press('ArrowDown')).toEqual({ numHeads: 8 });
  });

  it('toggles the mask, brings one mechanism forward, brings all back, and leaves', () => {
    expect(press('m')).toEqual({ causal: false });
    expect(['1', '2', '3', '0'].map((key) => press(key))).toEqual([
      { presentFocus: 'mha' },
      { presentFocus: 'gqa' },
      { presentFocus: 'mqa' },
      { presentFocus: 'all' },
    ]);
    expect(press('p')).toEqual({ present: false });
    expect(press('Escape')).toEqual({ present: false });
  });

  it('frees a locked cell with the first Escape and leaves with the next', () => {
    const lockedCell = { queryHead: 0, queryPosition: 1, keyPosition: 0 };
    expect(press('Escape', { ...DEFAULT_SETTINGS, lockedCell })).toEqual({ lockedCell: null });
    expect(press('p', { ...DEFAULT_SETTINGS, lockedCell })).toEqual({ present: false });
  });

  it('takes capital letters, too, for a keyboard left on Caps Lock', () => {
    expect(press('M')).toEqual({ causal: false });
    expect(press('P')).toEqual({ present: false });
  });

  it('keeps blank, theme and help to the screen', () => {
    expect(['.', 'd', '?'].map((key) => presentAction(key, true)?.kind)).toEqual(['blank', 'theme', 'help']);
    expect(press('.')).toBeUndefined();
  });

  it('rests every key that types a character when those are switched off, and no other', () => {
    const live = PRESENT_KEYS.flatMap(({ keys }) => keys).filter((key) => presentAction(key, false));
    expect(live).toEqual(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Escape']);
  });

  it('leaves all other keys to the page', () => {
    expect(presentAction('Tab', true)).toBeUndefined();
    expect(presentAction('x', true)).toBeUndefined();
  });
});
