import { beforeEach, expect, test, vi } from 'vitest';
import type { ModelSet } from '../../../attention/trained/trainedModel.ts';
import { deferred } from '../../testing/testDoubles.ts';
import { openModels } from './openModels.ts';

const actions = { showOwnModels: vi.fn(), notify: vi.fn(), dismiss: vi.fn() };
const file = (name: string) => new File([], name);
// Whatever is read is handed on as it is.
const set = { title: 'some models' } as ModelSet;

beforeEach(() => vi.clearAllMocks());

test('models that can be read become the user’s own', async () => {
  await openModels([file('a.safetensors')], async () => set, actions);
  expect(actions.showOwnModels).toHaveBeenCalledExactlyOnceWith(set);
  expect(actions.notify).not.toHaveBeenCalled();
});

test('a bad file is refused with its name and the reason, and nothing changes', async () => {
  await openModels([file('cat.jpg')], () => Promise.reject(new Error('It was cut off.')), actions);
  expect(actions.showOwnModels).not.toHaveBeenCalled();
  expect(actions.notify).toHaveBeenCalledExactlyOnceWith({
    id: 'open models',
    kind: 'error',
    text: '“cat.jpg” was not opened, and nothing has changed. It was cut off.',
  });
});

test('a very long file name is cut in its middle', async () => {
  const name = `${'🙂'.repeat(200)}.jpg`;
  await openModels([file(name)], () => Promise.reject(new Error('It was cut off.')), actions);
  const { text } = actions.notify.mock.calls[0]?.[0] ?? {};
  expect(text).toBe(
    `“${'🙂'.repeat(29)} … ${'🙂'.repeat(25)}.jpg” was not opened, and nothing has changed. It was cut off.`,
  );
});

test('several files at once are refused unread, and none at all is nothing', async () => {
  const read = vi.fn();
  await openModels([], read, actions);
  expect(actions.notify).not.toHaveBeenCalled();
  await openModels([file('a'), file('b')], read, actions);
  expect(actions.notify.mock.calls[0]?.[0].text).toBe('2 files at once: open one file, which holds all three models.');
  expect(read).not.toHaveBeenCalled();
});

test('of two files the one opened last counts, whichever is read first', async () => {
  const large = deferred<ModelSet>();
  const small = { title: 'opened last' } as ModelSet;
  const first = openModels([file('large')], () => large.promise, actions);
  await openModels([file('small')], async () => small, actions);
  large.resolve(set);
  await first;
  expect(actions.showOwnModels).toHaveBeenCalledExactlyOnceWith(small);
});
