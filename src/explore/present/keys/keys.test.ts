import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, FIRST_VIEW, type Settings } from '../../../state/facts/settings.ts';
import { bindingOf, type KeyScene, PRESENT_KEYS } from './keys.ts';
import { type PatchScene, patchFor } from './patchFor.ts';
import { steppedWord } from './steppedWord.ts';

const sceneWith = (settings: Partial<Settings>, rest: Partial<PatchScene> = {}): PatchScene => ({
  ...{ settings: { ...DEFAULT_SETTINGS, ...settings }, fitsThree: true, tokens: 10, lit: null, presented: null },
  order: Array.from({ length: settings.numHeads ?? 16 }, (_, head) => head),
  ...rest,
});
const press = (key: string, settings: Partial<Settings> = {}, rest: Partial<PatchScene> = {}) => {
  const action = bindingOf(key, true)?.action(key);
  return action && patchFor(action, sceneWith(settings, rest));
};
/** What a key lacks to act; undefined if it can. */
const lack = (key: string, settings: Partial<Settings>, rest: Partial<KeyScene> = {}) =>
  bindingOf(key, true)?.lacks?.({ ...sceneWith(settings), ...rest });

const CELL = { queryHead: 5, queryPosition: 3, keyPosition: 1 };

describe('the keys of Present', () => {
  it('moves KV heads with the arrows left and right and with a remote, over valid values only', () => {
    expect(['ArrowLeft', 'PageUp'].map((key) => press(key))).toEqual([{ numKvHeads: 2 }, { numKvHeads: 2 }]);
    expect(['ArrowRight', 'PageDown'].map((key) => press(key))).toEqual([{ numKvHeads: 8 }, { numKvHeads: 8 }]);
    expect(press('ArrowLeft', { numKvHeads: 1 })).toEqual({ numKvHeads: 1 });
    expect(press('ArrowRight', { numKvHeads: 16 })).toEqual({ numKvHeads: 16 });
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
  });

  it('takes capital letters, too, for a keyboard left on Caps Lock', () => {
    expect(press('M')).toEqual({ causal: false });
    expect(press('P')).toEqual({ present: false });
    expect(press('H')).toMatchObject({ presentHead: 0 });
  });

  it('keeps what concerns the screen alone to the screen', () => {
    const kinds = ['.', 'b', 'd', '?', 'c', 's'].map((key) => bindingOf(key, true)?.action(key).kind);
    expect(kinds).toEqual(['blank', 'blank', 'theme', 'help', 'cover', 'share']);
    for (const key of ['.', 'd', '?', 'c', 's', 't']) expect(press(key)).toBeUndefined();
  });

  it('rests every key that types a character when those are switched off, and no other', () => {
    const live = PRESENT_KEYS.flatMap(({ keys }) => keys).filter((key) => bindingOf(key, false));
    expect(live).toEqual('ArrowLeft ArrowRight PageUp PageDown ArrowUp ArrowDown Enter Escape'.split(' '));
  });

  it('gives no key two meanings, and leaves all others to the page', () => {
    const keys = PRESENT_KEYS.flatMap((binding) => binding.keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(bindingOf('Tab', true)).toBeUndefined();
    expect(bindingOf('x', true)).toBeUndefined();
  });
});

describe('one head, large', () => {
  it('is the one that is lit, of the mechanism where it is; without one the first on screen', () => {
    const lit = { mechanism: 'mqa', ...CELL } as const;
    expect(press('h', {}, { lit })).toEqual({ presentHead: 5, inspectMechanism: 'mqa' });
    expect(press('Enter', {}, { order: [7, 3, 0] })).toEqual({ presentHead: 7, inspectMechanism: 'gqa' });
  });

  it('is one of the mechanism on screen where that is alone', () => {
    const lit = { mechanism: 'mqa', ...CELL } as const;
    const alone = { presentFocus: 'mha' } as const;
    expect(press('h', alone, { lit })).toEqual({ presentHead: 0, inspectMechanism: 'mha' });
    expect(press('h', { ...alone, presentFocus: 'mqa' }, { lit })).toEqual({ presentHead: 5, inspectMechanism: 'mqa' });
  });

  it('gives way to the maps of all with the same key', () => {
    expect(press('h', { presentHead: 5 })).toEqual({ presentHead: null });
  });

  it('gives its place to the next or the one before, round the ends, and takes the locked cell along', () => {
    expect(press(']', { presentHead: 5 })).toEqual({ presentHead: 6, lockedCell: null });
    expect(press('[', { presentHead: 0, lockedCell: CELL })).toEqual({
      presentHead: 15,
      lockedCell: { ...CELL, queryHead: 15 },
    });
    expect(press(']', { presentHead: 15 })).toMatchObject({ presentHead: 0 });
  });

  it('follows the order in which the maps stand', () => {
    const order = [7, 3, 0];
    expect(press(']', { presentHead: 7 }, { order })).toMatchObject({ presentHead: 3 });
    expect(press('[', { presentHead: 7 }, { order })).toMatchObject({ presentHead: 0 });
  });

  it('stays what it does when another mechanism comes forward: the head that was shown there', () => {
    const large = { presentHead: 5, inspectMechanism: 'gqa', lockedCell: CELL } as const;
    const presented = { gqa: { queryHead: 5 }, mha: { queryHead: 11, likeness: 0.9 } };
    expect(press('1', large, { presented })).toEqual({
      presentFocus: 'mha',
      inspectMechanism: 'mha',
      presentHead: 11,
      lockedCell: { ...CELL, queryHead: 11 },
    });
    expect(press('3', large, { presented })).toMatchObject({ inspectMechanism: 'mqa', presentHead: 5 });
    const alone = { ...large, presentFocus: 'mha' } as const;
    expect(press('0', alone, { presented: { mha: { queryHead: 5 } } })).toMatchObject({
      presentFocus: 'all',
      inspectMechanism: 'mha',
      presentHead: 5,
    });
  });
});

describe('Escape', () => {
  it('frees the locked cell, goes up level by level, and leaves at last', () => {
    const deep = { lockedCell: CELL, presentHead: 5, presentFocus: 'mha' } as const;
    expect(press('Escape', deep)).toEqual({ lockedCell: null });
    expect(press('Escape', { ...deep, lockedCell: null })).toEqual({ presentHead: null });
    expect(press('Escape', { presentFocus: 'mha' })).toEqual({ presentFocus: 'all' });
    expect(press('Escape')).toEqual({ present: false });
    expect(press('p', deep)).toEqual({ present: false });
  });

  it('leaves from one mechanism where three do not fit', () => {
    expect(press('Escape', { presentFocus: 'mha' }, { fitsThree: false })).toEqual({ present: false });
  });
});

describe('a key that can’t act', () => {
  it('says what it lacks', () => {
    for (const key of ['ArrowUp', 'ArrowDown', 'm']) {
      expect(lack(key, FIRST_VIEW)).toBe('needs random weights');
      expect(lack(key, DEFAULT_SETTINGS)).toBeUndefined();
    }
    expect(lack('ArrowLeft', { weights: 'own' })).toBe('fixed by your own models');
    expect(lack('ArrowLeft', FIRST_VIEW)).toBeUndefined();
    expect(lack('0', {}, { fitsThree: false })).toBe('needs a wide screen');
    expect(lack('0', {})).toBeUndefined();
    expect(lack(']', {})).toBe('needs one head: h');
    expect(lack(']', { presentHead: 0 })).toBeUndefined();
    for (const key of ['h', 't', 'T']) {
      expect(lack(key, {}, { tokens: 0 })).toBe('needs a text');
      expect(lack(key, {})).toBeUndefined();
    }
  });
});

describe('the word that asks', () => {
  it('goes from none through all words and back to none, either way', () => {
    expect([steppedWord(null, 1, 3), steppedWord(0, 1, 3), steppedWord(2, 1, 3)]).toEqual([2, 1, null]);
    expect([steppedWord(null, -1, 3), steppedWord(2, -1, 3), steppedWord(0, -1, 3)]).toEqual([2, 1, null]);
    expect(steppedWord(null, 1, 0)).toBeNull();
    expect(bindingOf('t', true)?.action('t')).toEqual({ kind: 'word', step: 1 });
    expect(bindingOf('T', true)?.action('T')).toEqual({ kind: 'word', step: -1 });
  });
});
