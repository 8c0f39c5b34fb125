import { afterEach, expect, it, vi } from 'vitest';
import { createAppStore } from '../../store.ts';
import { memoryStorage } from '../../testing/testDoubles.ts';
import { lateStore } from './lateStore.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A store with one late subscriber, and the end of its frame in the test's hands. */
function setUp() {
  const store = createAppStore({ storage: memoryStorage });
  const frames: (() => void)[] = [];
  const late = lateStore(store, (tell) => frames.push(tell));
  const told: [now: number, before: number][] = [];
  const unsubscribe = late.store.subscribe((state, before) =>
    told.push([state.settings.numKvHeads, before.settings.numKvHeads]),
  );
  return {
    ...{ store, late, told, unsubscribe, frames },
    drag: (numKvHeads: number) => store.getState().actions.update({ numKvHeads }),
    endFrame: () => {
      for (const tell of frames.splice(0)) tell();
    },
  };
}

it('tells once, of all that changed, when the frame is over, and is behind until then', () => {
  const { late, told, drag, endFrame, frames } = setUp();
  const seen: boolean[] = [];
  late.watch(() => seen.push(late.isBehind()));
  for (const numKvHeads of [8, 2]) drag(numKvHeads);
  expect(told).toEqual([]);
  expect(late.isBehind()).toBe(true);
  expect(frames).toHaveLength(1);
  endFrame();
  expect(told).toEqual([[2, 4]]);
  expect(seen).toEqual([true, false]);
  drag(1);
  endFrame();
  expect(told).toEqual([
    [2, 4],
    [1, 2],
  ]);
});

it('is never read old', () => {
  const { late, drag } = setUp();
  drag(8);
  expect(late.store.getState().settings.numKvHeads).toBe(8);
});

it('tells at once of what is done to it, until the event is over', async () => {
  const { late, told, drag } = setUp();
  late.tellAtOnce();
  drag(8);
  expect(told).toEqual([[8, 4]]);
  await new Promise((resolve) => setTimeout(resolve));
  drag(2);
  expect(told).toHaveLength(1);
});

it('waits for no frame where pointing alone moved', () => {
  const { store, late, told, frames } = setUp();
  store.setState({ hover: { mechanism: 'mha', queryHead: 0, queryPosition: 0, keyPosition: 0 } });
  expect(told).toHaveLength(1);
  expect(frames).toEqual([]);
  expect(late.isBehind()).toBe(false);
});

it('is not behind if nobody follows it', () => {
  const { late, drag, unsubscribe, frames } = setUp();
  drag(8);
  unsubscribe();
  expect(late.isBehind()).toBe(false);
  frames.splice(0);
  drag(2);
  expect(late.isBehind()).toBe(false);
  expect(frames).toEqual([]);
});

it('tells a window that is hidden, and gets no frames, all the same', () => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', () => 0);
  const store = createAppStore({ storage: memoryStorage });
  const listener = vi.fn();
  lateStore(store).store.subscribe(listener);
  store.getState().actions.update({ numKvHeads: 8 });
  expect(listener).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(listener).toHaveBeenCalledOnce();
});
