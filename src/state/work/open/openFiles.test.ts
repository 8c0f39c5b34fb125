import { expect, test } from 'vitest';
import { seededRecording } from '../../../attention/testing/seededRecording.ts';
import { createAppStore } from '../../store.ts';
import { memoryStorage, reached } from '../../testing/testDoubles.ts';

const RECORDINGS = {
  looksLikeRecording: async (file: Blob) => (file as File).name.startsWith('recording'),
  open: async ({ name }: File) => seededRecording({ name }),
};
const refuseModels = () => Promise.reject(new Error('It holds no models.'));
const file = (name: string) => new File([], name);

function setUp(loadRecordings?: () => Promise<typeof RECORDINGS>) {
  return createAppStore({
    storage: memoryStorage,
    readModels: refuseModels,
    ...(loadRecordings && { loadRecordings }),
  });
}

test('recordings among the opened files come on their screen, wherever they were opened', async () => {
  const store = setUp(async () => RECORDINGS);
  store.getState().actions.openModels([file('recording 1'), file('recording 2')]);
  await reached(store, ({ settings }) => settings.screen === 'recorded');
  expect(store.getState().recordings.open.map(({ name }) => name)).toEqual(['recording 1', 'recording 2']);
});

test('all other files are for the reader of models', async () => {
  for (const store of [setUp(async () => RECORDINGS), setUp()]) {
    store.getState().actions.openModels([file('cat.jpg')]);
    await reached(store, ({ notices }) => notices.length > 0);
    expect(store.getState().notices[0]?.text).toContain('“cat.jpg” was not opened, and nothing has changed.');
    expect(store.getState().settings.screen).toBe('explore');
  }
});

test('what reads recordings may not come: nothing is opened then, and a notice says so', async () => {
  const store = setUp(() => Promise.reject(new TypeError('Failed to fetch')));
  store.getState().actions.openModels([file('recording 1')]);
  await reached(store, ({ notices }) => notices.length > 0);
  expect(store.getState().notices[0]?.text).toBe('No file was opened: Failed to fetch.');
});
