import { expect, test } from 'vitest';
import type { Recording } from '../../../attention/recorded/recording.ts';
import { seededRecording } from '../../../attention/testing/seededRecording.ts';
import { createAppStore } from '../../store.ts';
import { deferred, memoryStorage } from '../../testing/testDoubles.ts';
import { openRecordings } from './openRecordings.ts';

const file = (name: string) => new File([], name);
const named = async ({ name }: File) => seededRecording({ name });
const refuseBad = async (each: File) => {
  if (each.name.startsWith('bad')) throw new Error('It was cut off.');
  return named(each);
};

function setUp() {
  const store = createAppStore({ storage: memoryStorage });
  const state = store.getState;
  return { store, state, names: () => state().recordings.open.map(({ name }) => name) };
}

test('recordings stand in the order of their files, on their own screen', async () => {
  const { store, state, names } = setUp();
  state().actions.update({ present: true });
  await openRecordings([file('a'), file('b')], named, store);
  expect(names()).toEqual(['a', 'b']);
  expect(state().settings).toMatchObject({ screen: 'recorded', present: false });
  expect(state().notices).toEqual([]);
});

test('a bad file is refused by its name and the reason, and the good ones are open', async () => {
  const { store, state, names } = setUp();
  await openRecordings([file('a'), file('bad'), file('b')], refuseBad, store);
  expect(names()).toEqual(['a', 'b']);
  expect(state().notices).toMatchObject([{ kind: 'error', text: '“bad” was not opened. It was cut off.' }]);
});

test('a bad file alone changes nothing, not even the screen, and what was said of it goes with the next good one', async () => {
  const { store, state } = setUp();
  const { recordings, settings } = state();
  await openRecordings([file('bad')], refuseBad, store);
  expect(state().recordings).toBe(recordings);
  expect(state().settings).toBe(settings);
  await openRecordings([file('a')], refuseBad, store);
  expect(state().notices).toEqual([]);
});

test('a fourth is refused unread, with the limit', async () => {
  const { store, state, names } = setUp();
  const read: string[] = [];
  const open = (each: File) => {
    read.push(each.name);
    return named(each);
  };
  await openRecordings(['a', 'b', 'c', 'd', 'e'].map(file), open, store);
  expect(names()).toEqual(['a', 'b', 'c']);
  expect(read).toEqual(['a', 'b', 'c']);
  expect(state().notices[0]?.text).toBe(
    '“d”, “e” were not opened: at most 3 recordings stand side by side. Remove one first.',
  );
});

test('of many too many some are named', async () => {
  const { store, state } = setUp();
  await openRecordings([...'abcdefgh'].map(file), named, store);
  expect(state().notices[0]?.text).toContain('“d”, “e”, “f” and 2 more were not opened');
});

test('two that were opened at once leave no more than fit', async () => {
  const { store, names } = setUp();
  await openRecordings(['a', 'b'].map(file), named, store);
  const slow = deferred<Recording>();
  const first = openRecordings([file('c')], () => slow.promise, store);
  await openRecordings([file('d')], named, store);
  slow.resolve(seededRecording({ name: 'c' }));
  await first;
  expect(names()).toEqual(['a', 'b', 'd']);
});
