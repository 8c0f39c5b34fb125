import { expect, test } from 'vitest';
import { seededRecording } from '../../../attention/testing/seededRecording.ts';
import { NO_RECORDINGS, type RecordingsState } from './recordingsState.ts';
import { layerNumbers, withoutRecording, withRecording } from './withRecording.ts';

const opened = (...names: string[]) =>
  names.reduce((state: RecordingsState, name) => withRecording(state, seededRecording({ name })), NO_RECORDINGS);

test('recordings of one name are told apart by a number', () => {
  expect(opened('gpt2', 'gpt2', 'gpt2').open.map(({ name }) => name)).toEqual(['gpt2', 'gpt2 (2)', 'gpt2 (3)']);
});

test('a name leaves the words around it as they are', () => {
  expect(opened('a\u202eb', '').open.map(({ name }) => name)).toEqual(['ab', 'a recording']);
});

test('the first recording has its first head chosen, and later ones change nothing about that', () => {
  const one = opened('a');
  expect(one.chosen).toEqual({ recording: one.open[0]?.id, queryHead: 0 });
  expect(withRecording(one, seededRecording()).chosen).toBe(one.chosen);
});

test('the layers to choose from are those of all recordings, each once', () => {
  const some = withRecording(NO_RECORDINGS, seededRecording({ layers: [4, 9] }));
  const all = withRecording(some, seededRecording({ layers: [0, 4] }));
  expect(layerNumbers(all.open)).toEqual([0, 4, 9]);
  // What was on screen stays there.
  expect([some.layer, all.layer]).toEqual([4, 4]);
});

test('with a recording goes all that was read of it, and the layer that it alone had', () => {
  const one = withRecording(NO_RECORDINGS, seededRecording({ layers: [4] }));
  const two = withRecording(one, seededRecording({ layers: [0] }));
  const [first, second] = two.open.map(({ id }) => id) as [number, number];
  const cell = { recording: first, queryHead: 1, queryPosition: 0, keyPosition: 0 };
  const layers = { [first]: { wanted: 4, value: null, error: null } };
  const left = withoutRecording({ ...two, chosen: cell, hover: cell, locked: cell, layers }, first);
  expect(left).toMatchObject({ layer: 0, chosen: { recording: second, queryHead: 0 }, hover: null, locked: null });
  expect(Object.keys(left.thumbnails)).toEqual([`${second}`]);
  expect(left.layers).toEqual({});
});

test('without any recording nothing is chosen', () => {
  const one = opened('a');
  expect(withoutRecording(one, one.open[0]?.id ?? 0)).toMatchObject({ open: [], chosen: null, thumbnails: {} });
});
