import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FIRST_VIEW } from '../facts/settings.ts';
import { createAppStore } from '../store.ts';
import { memoryStorage } from '../testing/testDoubles.ts';
import { copiedHash } from './copiedLink.ts';
import { connectLink, type LinkWindow } from './linkSync.ts';
import { encodeLinkText } from './linkText.ts';

/** How a link begins that differs from the first view in something else than its text. */
const TEXT = `text=${encodeLinkText(FIRST_VIEW.text)}`;

/** A window with a history of its own, at one address. */
class FakeWindow implements LinkWindow {
  readonly entries: string[];
  refusesWrites = false;
  private index = 0;
  private readonly listeners = new Set<() => void>();

  constructor(hash: string) {
    this.entries = [`/app/?x=1${hash}`];
  }

  get location() {
    const { pathname, search, hash } = new URL(this.entries[this.index] ?? '', 'https://example.org');
    return { pathname, search, hash };
  }

  readonly history = {
    pushState: (_state: unknown, _title: string, url?: string | URL | null) => this.put(this.index + 1, String(url)),
    replaceState: (_state: unknown, _title: string, url?: string | URL | null) => this.put(this.index, String(url)),
  };

  addEventListener(_type: string, listener: () => void) {
    this.listeners.add(listener);
  }

  removeEventListener(_type: string, listener: () => void) {
    this.listeners.delete(listener);
  }

  /** Back or forward. */
  go(steps: number) {
    this.index += steps;
    for (const listener of this.listeners) listener();
  }

  private put(index: number, url: string) {
    if (this.refusesWrites) throw new DOMException('Too many calls.', 'SecurityError');
    this.entries.splice(index, this.entries.length, url);
    this.index = index;
  }
}

function setUp(hash = '') {
  const page = new FakeWindow(hash);
  const store = createAppStore({ storage: memoryStorage, loadO200k: () => new Promise(() => {}) });
  const disconnect = connectLink(store, page);
  return { page, state: store.getState, update: store.getState().actions.update, disconnect };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('opens with what the link says and tells what could not be read', () => {
  const { page, state } = setUp('#heads=8&kv=3&seed=9');
  expect(state().settings).toMatchObject({ numHeads: 8, numKvHeads: 4, seed: 9 });
  expect(state().notices.map((notice) => notice.text)).toEqual(['kv=3 is not a divisor of 8 query heads: using 4.']);
  expect(page.entries).toEqual(['/app/?x=1#heads=8&kv=3&seed=9']);
});

it('rewrites a link to the user’s own models, which are gone, to what is shown in their place', () => {
  const { page, state } = setUp('#d=32&heads=4&kv=2&weights=own&text=hello');
  expect(state().settings).toMatchObject({ weights: 'trained', text: 'hello' });
  expect(state().notices).toHaveLength(1);
  expect(page.entries).toHaveLength(1);
  expect(page.entries[0]).not.toContain('weights=own');
  expect(page.entries[0]).toContain('text=hello');
});

it('writes a copied link that arrived whole in the address bar’s own way, without an entry of its own', () => {
  const copied = copiedHash({ ...FIRST_VIEW, text: 'the cat, sat.', numKvHeads: 2 });
  const { page, state } = setUp(copied);
  expect(state().settings).toMatchObject({ text: 'the cat, sat.', numKvHeads: 2 });
  expect(state().notices).toEqual([]);
  expect(page.entries).toEqual(['/app/?x=1#text=the+cat,+sat.&kv=2']);
});

it('leaves a copied link that was cut as it came, and says at each reload that it was', () => {
  const cut = copiedHash({ ...FIRST_VIEW, text: 'the cat sat', numKvHeads: 2 }).slice(0, -7);
  for (const { page, state } of [setUp(cut), setUp(cut)]) {
    expect(state().settings.text).toBe('the cat s');
    expect(state().notices.map((notice) => notice.text)).toEqual([
      expect.stringContaining('This link was cut or changed on its way here'),
    ]);
    expect(page.entries).toEqual([`/app/?x=1${cut}`]);
  }
});

it('keeps a copied link as it is when its text was too long for it, so that a reload says so again', () => {
  const copied = copiedHash({ ...FIRST_VIEW, text: 'word '.repeat(3_000) });
  const { page, state } = setUp(copied);
  expect(state().notices).toHaveLength(1);
  expect(page.entries).toEqual([`/app/?x=1${copied}`]);
});

it('makes one history entry of a burst of changes, and another after a pause', () => {
  const { page, update } = setUp();
  for (const text of ['a', 'ab', 'abc']) {
    update({ text });
    vi.advanceTimersByTime(300);
  }
  vi.advanceTimersByTime(1_000);
  update({ layer: 1 });
  expect(page.entries).toEqual(['/app/?x=1', '/app/?x=1#text=abc', '/app/?x=1#text=abc&layer=1']);
});

it('writes seldom enough for every browser while a slider is dragged, and ends at the last value', () => {
  const { page, update } = setUp();
  const replaceState = vi.spyOn(page.history, 'replaceState');
  for (let seed = 1_000; seed < 2_000; seed++) {
    update({ seed });
    vi.advanceTimersByTime(10);
  }
  vi.advanceTimersByTime(150);
  expect(replaceState.mock.calls.length).toBeLessThan(80);
  expect(page.entries).toEqual(['/app/?x=1', `/app/?x=1#${TEXT}&seed=1999&weights=trained`]);
});

it('steps back and forward through the settings', () => {
  const { page, state, update } = setUp('#weights=random');
  update({ numHeads: 8 });
  vi.advanceTimersByTime(2_000);
  update({ numKvHeads: 2 });
  vi.advanceTimersByTime(2_000);
  page.go(-1);
  expect(state().settings).toMatchObject({ numHeads: 8, numKvHeads: 4 });
  page.go(-1);
  expect(state().settings).toMatchObject({ numHeads: 16, numKvHeads: 4 });
  page.go(2);
  expect(state().settings).toMatchObject({ numHeads: 8, numKvHeads: 2 });
  expect(page.entries).toHaveLength(3);
});

it('writes nothing of a burst that was left by going back', () => {
  const { page, update } = setUp();
  update({ seed: 1 });
  update({ seed: 2 });
  page.go(-1);
  vi.advanceTimersByTime(1_000);
  expect(page.entries).toEqual(['/app/?x=1', `/app/?x=1#${TEXT}&seed=1&weights=trained`]);
});

it('follows a link edited by hand, and forgets what it said about the one before', () => {
  const { page, state } = setUp('#seed=x');
  expect(state().notices).toHaveLength(1);
  page.entries.push('/app/?x=1#seed=5');
  page.go(1);
  expect(state().settings.seed).toBe(5);
  expect(state().notices).toEqual([]);
});

it('makes a history entry of another screen, also in a burst, and goes back by it', () => {
  const { page, state, update } = setUp();
  update({ seed: 1 });
  update({ seed: 2 });
  update({ screen: 'train' });
  expect(page.entries).toEqual([
    '/app/?x=1',
    `/app/?x=1#${TEXT}&seed=2&weights=trained`,
    `/app/?x=1#${TEXT}&seed=2&weights=trained&screen=train`,
  ]);
  page.go(-1);
  expect(state().settings).toMatchObject({ seed: 2, screen: 'explore' });
});

it('writes nothing for what is not part of the link', () => {
  const { page, state } = setUp('#seed=x');
  state().actions.setHover({ mechanism: 'gqa', queryHead: 0, queryPosition: 0, keyPosition: 0 });
  state().actions.dismiss('link seed');
  expect(page.entries).toEqual(['/app/?x=1#seed=x']);
});

it('works on where the browser refuses to write, and catches up later', () => {
  const { page, state, update } = setUp();
  page.refusesWrites = true;
  update({ seed: 1 });
  expect(state().settings.seed).toBe(1);
  page.refusesWrites = false;
  vi.advanceTimersByTime(2_000);
  update({ layer: 1 });
  expect(page.entries.at(-1)).toBe(`/app/?x=1#${TEXT}&seed=1&weights=trained&layer=1`);
});

it('keeps a text too long for the link when coming back to it', () => {
  const { page, state, update } = setUp();
  const text = 'word '.repeat(3_000);
  update({ text });
  vi.advanceTimersByTime(2_000);
  update({ seed: 1 });
  page.go(-1);
  expect(state().settings).toMatchObject({ text, seed: 7 });
  expect(state().notices).toEqual([]);
  page.go(-1);
  expect(state().settings.text).toBe(FIRST_VIEW.text);
});

it('listens no more once disconnected', () => {
  const { page, state, update, disconnect } = setUp();
  disconnect();
  update({ seed: 1 });
  expect(page.entries).toEqual(['/app/?x=1']);
  page.entries.push('/app/?x=1#seed=5');
  page.go(1);
  expect(state().settings.seed).toBe(1);
});
