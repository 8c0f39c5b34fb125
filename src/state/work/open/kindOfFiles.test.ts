import { expect, test } from 'vitest';
import { kindOfFiles } from './kindOfFiles.ts';

const file = (name: string) => new File([], name);
const isRecording = async (each: Blob) => (each as File).name === 'recording';

test('one recording among the files makes recordings of them, on every screen', async () => {
  expect(await kindOfFiles([file('other'), file('recording')], isRecording, 'explore')).toBe('recordings');
});

test('what says nothing of itself is what the screen is for', async () => {
  const nobodyKnows = () => Promise.reject(new Error('It was cut off.'));
  expect(await kindOfFiles([file('other')], isRecording, 'explore')).toBe('models');
  expect(await kindOfFiles([file('other')], nobodyKnows, 'train')).toBe('models');
  expect(await kindOfFiles([file('other')], nobodyKnows, 'recorded')).toBe('recordings');
});
