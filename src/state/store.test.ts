import { describe, expect, it, vi } from 'vitest';
import { createO200kEncoder } from '../attention/tokenizers/o200kEncoder.ts';
import type { StorageDoor } from './facts/preferences.ts';
import { DEFAULT_SETTINGS } from './facts/settings.ts';
import { hashToSettings } from './link/link.ts';
import { selectLitCell } from './shown/pointing/focus.ts';
import { selectTokenization, selectTokenizer } from './shown/tokens.ts';
import { createAppStore } from './store.ts';
import { deferred, memoryStorage, reached } from './testing/testDoubles.ts';

const noStorage: StorageDoor = () => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

/** The 256 single bytes: enough of a rank table for any text. */
const bytesOnly = createO200kEncoder(
  Array.from({ length: 256 }, (_, byte) => (byte < 0x80 ? String.fromCharCode(byte) : [byte])),
);

describe('update', () => {
  it('moves KV heads to the nearest divisor when query heads change, and says so', () => {
    const store = createAppStore({ storage: memoryStorage });
    store.getState().actions.update({ numKvHeads: 8 });
    store.getState().actions.update({ numHeads: 4 });
    expect(store.getState().settings).toMatchObject({ numHeads: 4, numKvHeads: 4 });
    expect(store.getState().notices.map((notice) => notice.text)).toEqual([
      'KV heads moved from 8 to 4: 8 do not divide 4 query heads.',
    ]);
  });

  it('replaces that sentence by the next of its kind and drops it with the next change', () => {
    const { getState } = createAppStore({ storage: memoryStorage });
    getState().actions.update({ numHeads: 2 });
    getState().actions.update({ numHeads: 1 });
    expect(getState().notices.map((notice) => notice.text)).toEqual([
      'KV heads moved from 2 to 1: 2 do not divide 1 query head.',
    ]);
    getState().actions.update({ causal: false });
    expect(getState().notices).toEqual([]);
  });

  it('moves query heads, and KV heads with them, when d_model becomes too small', () => {
    const { getState } = createAppStore({ storage: memoryStorage });
    getState().actions.update({ numHeads: 64, numKvHeads: 64 });
    getState().actions.update({ dModel: 16 });
    expect(getState().settings).toMatchObject({ dModel: 16, numHeads: 16, numKvHeads: 16 });
    expect(getState().notices.map((notice) => notice.text)).toEqual([
      'Query heads moved from 64 to 16: 64 do not divide d_model 16.',
      'KV heads moved from 64 to 16: 64 do not divide 16 query heads.',
    ]);
  });

  it('moves the width of a head to the nearest that so many heads leave room for, and keeps none for trained weights', () => {
    const { getState } = createAppStore({ storage: memoryStorage });
    const { update } = getState().actions;
    update({ weights: 'random', dModel: 64, numHeads: 8, headDim: 256 });
    expect(getState().settings.headDim).toBe(256);
    update({ numHeads: 64 });
    expect(getState().settings.headDim).toBe(32);
    expect(getState().notices.map(({ text }) => text)).toContain(
      'Features of a head moved from 256 to 32, the nearest choice for 64 query heads.',
    );
    update({ headDim: Number.NaN });
    expect(getState().settings.headDim).toBe(32);
    update({ weights: 'trained' });
    expect(getState().settings.headDim).toBeUndefined();
    update({ weights: 'random' });
    expect(getState().settings.headDim).toBe(32);
  });

  it('keeps seeds in 0 … 2³² − 1 and ignores what is not a number', () => {
    const { getState } = createAppStore({ storage: memoryStorage });
    getState().actions.update({ seed: 2 ** 32 });
    expect(getState().settings.seed).toBe(2 ** 32 - 1);
    getState().actions.update({ seed: -1 });
    expect(getState().settings.seed).toBe(0);
    getState().actions.update({ seed: 41.9 });
    getState().actions.update({ seed: Number.NaN });
    expect(getState().settings.seed).toBe(41);
  });

  it('keeps the very same settings when nothing changed', () => {
    const { getState } = createAppStore({ storage: memoryStorage });
    const before = getState().settings;
    getState().actions.update({ numHeads: 16 });
    expect(getState().settings).toBe(before);
  });

  it('frees a locked cell whose head or token is gone and keeps one that still makes sense', () => {
    const { getState } = createAppStore({ storage: memoryStorage });
    getState().actions.update({ lockedCell: { queryHead: 3, queryPosition: 2, keyPosition: 1 } });
    getState().actions.update({ numHeads: 4, text: 'one two three' });
    expect(getState().settings.lockedCell).toEqual({ queryHead: 3, queryPosition: 2, keyPosition: 1 });
    getState().actions.update({ text: 'one two' });
    expect(getState().settings.lockedCell).toBeNull();
    getState().actions.update({ lockedCell: { queryHead: 3, queryPosition: 1, keyPosition: 1 } });
    getState().actions.update({ numHeads: 2 });
    expect(getState().settings.lockedCell).toBeNull();
  });
});

describe('setHover', () => {
  it('lights the locked cell before the one pointed at, and none beyond the text', () => {
    const { getState } = createAppStore({ storage: memoryStorage });
    const locked = { queryHead: 0, queryPosition: 3, keyPosition: 1 };
    const hover = { mechanism: 'mha', queryHead: 2, queryPosition: 1, keyPosition: 0 } as const;
    getState().actions.update({ lockedCell: locked });
    getState().actions.setHover(hover);
    expect(selectLitCell(getState())).toEqual({ ...locked, mechanism: 'gqa' });
    getState().actions.update({ text: 'one two' });
    expect(selectLitCell(getState())).toEqual(hover);
    getState().actions.update({ text: 'one' });
    expect(selectLitCell(getState())).toBeNull();
  });

  it('changes nothing for a cell of the same content', () => {
    const store = createAppStore({ storage: memoryStorage });
    const listener = vi.fn();
    store.getState().actions.setHover({ mechanism: 'mha', queryHead: 0, queryPosition: 1, keyPosition: 1 });
    store.subscribe(listener);
    store.getState().actions.setHover({ mechanism: 'mha', queryHead: 0, queryPosition: 1, keyPosition: 1 });
    expect(listener).not.toHaveBeenCalled();
  });
});

describe('preferences', () => {
  it.each([
    ['wasm', 'wasm'],
    ['webgl', 'webgl'],
    ['cuda', undefined],
    [undefined, undefined],
  ])('remember the answer %s to what computes where WebGL is software as %s', (stored, expected) => {
    const storage = memoryStorage();
    storage.setItem('headroom.preferences', JSON.stringify({ onSoftwareGpu: stored }));
    expect(createAppStore({ storage: () => storage }).getState().preferences.onSoftwareGpu).toBe(expected);
  });

  it('are remembered', () => {
    const storage = memoryStorage();
    createAppStore({ storage: () => storage })
      .getState()
      .actions.setPreferences({ theme: 'dark', singleKeys: false, inspectStands: false });
    expect(createAppStore({ storage: () => storage }).getState().preferences).toEqual({
      theme: 'dark',
      singleKeys: false,
      inspectStands: false,
    });
  });

  it('fall back to their defaults, field by field, where storage holds something foreign', () => {
    for (const stored of ['', 'null', '[]', '7', '{', '{"theme":"neon","singleKeys":"no","inspectStands":1}']) {
      const storage = () => ({ getItem: () => stored, setItem: () => {} });
      expect(createAppStore({ storage }).getState().preferences).toEqual({
        theme: 'system',
        singleKeys: true,
        inspectStands: true,
      });
    }
  });

  it('work without being remembered where storage is blocked, with one quiet sentence', () => {
    const { getState } = createAppStore({ storage: noStorage });
    expect(getState().notices).toEqual([]);
    getState().actions.setPreferences({ theme: 'dark' });
    getState().actions.setPreferences({ theme: 'light' });
    expect(getState().preferences.theme).toBe('light');
    expect(getState().notices).toMatchObject([{ id: 'storage', kind: 'info' }]);
  });

  it('keep quiet once that sentence was dismissed', () => {
    const { getState } = createAppStore({ storage: noStorage });
    getState().actions.setPreferences({ theme: 'dark' });
    getState().actions.dismiss('storage');
    getState().actions.setPreferences({ theme: 'light' });
    expect(getState().notices).toEqual([]);
  });
});

describe('notices', () => {
  it('of a link go once what they speak of is chosen otherwise, and not before', () => {
    const store = createAppStore({ storage: memoryStorage });
    const { update, openLink } = store.getState().actions;
    const { settings, notices } = hashToSettings('#weights=random&heads=7&kv=3&foo=1');
    openLink(settings, notices);
    const ids = () => store.getState().notices.map(({ id }) => id);
    const [heads, ...others] = ids();
    expect(heads).toBe('link heads');
    update({ causal: false });
    expect(ids()).toEqual([heads, ...others]);
    update({ numHeads: 8 });
    expect(ids()).not.toContain(heads);
    expect(ids()).toContain('link foo');
  });
});

describe('the GPT-4o tokenizer', () => {
  it('is loaded when chosen, and keeps the tokens of the one before it until it is there', async () => {
    const load = deferred<typeof bytesOnly>();
    const loadO200k = vi.fn(() => load.promise);
    const store = createAppStore({ storage: memoryStorage, loadO200k });
    store.getState().actions.update({ tokenizer: 'characters', text: 'ab' });
    expect(loadO200k).not.toHaveBeenCalled();
    store.getState().actions.update({ tokenizer: 'o200k' });
    store.getState().actions.update({ text: 'é' });
    expect(loadO200k).toHaveBeenCalledOnce();
    expect(selectTokenizer(store.getState())).toBe('characters');
    expect(selectTokenization(store.getState()).total).toBe(1);
    load.resolve(bytesOnly);
    await load.promise;
    expect(selectTokenization(store.getState()).tokens.map((token) => token.label)).toEqual(['\\xC3', '\\xA9']);
  });

  it('is loaded at once when the link asks for it', () => {
    const loadO200k = vi.fn(() => new Promise<never>(() => {}));
    createAppStore({ storage: memoryStorage, loadO200k, settings: { ...DEFAULT_SETTINGS, tokenizer: 'o200k' } });
    expect(loadO200k).toHaveBeenCalledOnce();
  });

  it('tells its progress', () => {
    const loadO200k = vi.fn(({ onProgress }) => {
      onProgress(1_000);
      return new Promise<never>(() => {});
    });
    const { getState } = createAppStore({ storage: memoryStorage, loadO200k });
    getState().actions.loadTokenizer();
    expect(getState().o200k).toMatchObject({ phase: 'loading', loadedBytes: 1_000, totalBytes: 3_613_922 });
  });

  it('says why it failed, keeps the tokens before it, and loads past the cache on retry', async () => {
    const loadO200k = vi.fn().mockRejectedValueOnce(new Error('The server answered 503.')).mockResolvedValue(bytesOnly);
    const store = createAppStore({ storage: memoryStorage, loadO200k });
    store.getState().actions.update({ tokenizer: 'o200k' });
    await reached(store, ({ o200k }) => o200k.phase === 'failed');
    expect(store.getState().o200k.error).toBe('The server answered 503.');
    expect(store.getState().notices).toMatchObject([{ text: 'The server answered 503.', action: 'retry' }]);
    expect(selectTokenization(store.getState()).total).toBe(10);
    store.getState().actions.update({ causal: false });
    expect(loadO200k).toHaveBeenCalledOnce();
    store.getState().actions.retry();
    await reached(store, ({ o200k }) => o200k.phase === 'ready');
    expect(loadO200k).toHaveBeenLastCalledWith(expect.objectContaining({ cache: 'reload' }));
    expect(store.getState().o200k.error).toBeUndefined();
    expect(store.getState().notices).toEqual([]);
  });

  it('says nothing of its failure any more once another is chosen, before or after it failed', async () => {
    const first = deferred<typeof bytesOnly>();
    const loadO200k = vi.fn().mockReturnValueOnce(first.promise).mockRejectedValue(new Error('It is offline.'));
    const store = createAppStore({ storage: memoryStorage, loadO200k });
    const { update } = store.getState().actions;
    update({ tokenizer: 'o200k' });
    update({ tokenizer: 'words' });
    first.reject(new Error('The server answered 503.'));
    await reached(store, ({ o200k }) => o200k.phase === 'failed');
    expect(store.getState().notices).toEqual([]);
    update({ tokenizer: 'o200k' });
    await reached(store, ({ notices }) => notices.length > 0);
    update({ causal: false });
    expect(store.getState().notices).toMatchObject([{ text: 'It is offline.' }]);
    update({ tokenizer: 'words' });
    expect(store.getState().notices).toEqual([]);
  });

  it('frees a locked cell beyond its tokens only when it is there to count them', async () => {
    const loadO200k = vi.fn().mockResolvedValue(bytesOnly);
    const lockedCell = { queryHead: 0, queryPosition: 30, keyPosition: 0 };
    const settings = { ...DEFAULT_SETTINGS, tokenizer: 'o200k', lockedCell } as const;
    const store = createAppStore({ storage: memoryStorage, loadO200k, settings });
    expect(store.getState().settings.lockedCell).toBe(lockedCell);
    store.getState().actions.update({ text: 'short' });
    await reached(store, ({ o200k }) => o200k.phase === 'ready');
    expect(store.getState().settings.lockedCell).toBeNull();
  });
});
