import { afterEach, describe, expect, it, vi } from 'vitest';
import { channelWorker, FAULTS, stuckWorker } from '../../../threads/testing/workerDoubles.ts';
import { type CopiedModel, ModelCopy } from './ModelCopy.ts';
import { forgetModel, rememberedModel } from './rememberedModel.ts';
import { rememberModel } from './rememberModel.ts';
import { fakeFileSystem } from './testing/fakeFileSystem.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const going = () => new AbortController().signal;

/** Bytes that are copied at once. */
const PIECE = 1_000;
const LARGE = 2 * PIECE + 103;
const MODEL = {
  name: 'SmolLM2-135M',
  files: [
    new File([Uint8Array.from({ length: LARGE }, (_, index) => index % 251)], 'model.safetensors'),
    new File(['{}'], 'config.json'),
    new File([], 'empty.json'),
  ],
};
const SMALL = { name: 'other', files: [new File(['{"a": 1}'], 'config.json')] };

/** The page's end, with the copy on this thread in place of its worker. */
function remember(
  model = MODEL,
  onProgress = (_: { writtenBytes: number; totalBytes: number }) => {},
  signal = going(),
) {
  const copy = new ModelCopy(PIECE);
  const end = {
    begin: (given: CopiedModel) => copy.begin(given),
    copySome: () => copy.copySome(),
    drop: () => copy.drop(),
  };
  const worker = channelWorker(end, navigator);
  return rememberModel(model, onProgress, signal, () => worker);
}

const asCopied = ({ name, files }: typeof MODEL): CopiedModel => ({
  name,
  files: files.map((file) => ({ name: file.name, content: file })),
});

async function contentsOf(files: readonly File[]): Promise<[string, number, number][]> {
  return Promise.all(
    files.map(async (file) => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      return [file.name, bytes.length, bytes.reduce((hash, byte) => (hash * 31 + byte) % 1_000_003, 7)] as const;
    }),
  ) as Promise<[string, number, number][]>;
}

describe.each(['writable', 'sync'] as const)('a browser that writes by %s', (writing) => {
  it('keeps a model’s files as they were, until they are forgotten, and tells how far it is', async () => {
    const disk = fakeFileSystem({ writing });
    expect(await rememberedModel()).toBeNull();
    expect(disk.size).toBe(0);
    const told: number[] = [];
    await remember(MODEL, ({ writtenBytes, totalBytes }) => {
      expect(totalBytes).toBe(LARGE + 2);
      told.push(writtenBytes);
    });
    expect(told).toEqual([PIECE, 2 * PIECE, LARGE, LARGE + 2, LARGE + 2, LARGE + 2]);
    const found = await rememberedModel();
    expect(found).toMatchObject({ name: 'SmolLM2-135M', bytes: LARGE + 2 });
    expect(await contentsOf(found?.files ?? [])).toEqual(await contentsOf(MODEL.files));
    await forgetModel();
    await forgetModel();
    expect(await rememberedModel()).toBeNull();
    expect(disk.size).toBe(0);
  });

  it('has the newest model alone', async () => {
    fakeFileSystem({ writing, quota: LARGE + 400 });
    await remember();
    await remember(SMALL);
    expect(await rememberedModel()).toMatchObject({ name: 'other', bytes: 8 });
    // The second time there is room for one of them alone.
    for (let time = 0; time < 2; time++) await remember();
    expect(await rememberedModel()).toMatchObject({ name: 'SmolLM2-135M' });
  });

  it.each([1, 3, 5])('takes a copy that ends after %d pieces for none', async (pieces) => {
    const disk = fakeFileSystem({ writing });
    const copy = new ModelCopy(PIECE);
    await copy.begin(asCopied(MODEL));
    for (let piece = 0; piece < pieces; piece++) await copy.copySome();
    expect(await rememberedModel()).toBeNull();
    // As a tab that is closed leaves it; the next copy clears it away.
    expect(disk.size).toBe(1);
    await remember(SMALL);
    expect(await rememberedModel()).toMatchObject({ name: 'other' });
  });

  it('says how much is too much, before it begins or when it is reached, and keeps nothing', async () => {
    const disk = fakeFileSystem({ writing, quota: 1_500 });
    await remember(SMALL);
    await expect(remember()).rejects.toThrow(
      // All but the list of what is stored.
      /^The model takes 2,105 B, and this browser has room for 1,3\d\d B: it was not stored\.$/,
    );
    expect(await rememberedModel()).toMatchObject({ name: 'other' });
    const silent = fakeFileSystem({ writing, quota: 1_500, estimates: false });
    await expect(remember()).rejects.toThrow('The model takes 2,105 B, and this browser has room for 1,000 B');
    expect(silent.size).toBe(0);
    expect(disk.size).toBe(1);
  });

  it('keeps nothing of a model whose storing was stopped', async () => {
    const disk = fakeFileSystem({ writing });
    const stopping = new AbortController();
    const storing = remember(MODEL, () => stopping.abort(), stopping.signal);
    await expect(storing).rejects.toMatchObject({ name: 'AbortError' });
    expect(disk.size).toBe(0);
  });
});

it('a file that vanishes while it is stored gives a sentence, and nothing is kept', async () => {
  const disk = fakeFileSystem();
  const gone = new File(['abc'], 'config.json');
  gone.slice = () => {
    const part = new Blob();
    part.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
    return part;
  };
  const copy = new ModelCopy(PIECE);
  await copy.begin(asCopied({ name: 'gone', files: [gone] }));
  await expect(copy.copySome()).rejects.toThrow('The file “config.json” can’t be read any more');
  await copy.drop();
  expect(disk.size).toBe(0);
});

it.each([
  ['has no private files', {}],
  [
    'refuses them, as Firefox does in a private window',
    { storage: { getDirectory: () => Promise.reject(new Error()) } },
  ],
])('a browser that %s remembers nothing, and says so if it is to', async (_, browser) => {
  vi.stubGlobal('navigator', browser);
  expect(await rememberedModel()).toBeNull();
  await forgetModel();
  await expect(new ModelCopy().begin(asCopied(SMALL))).rejects.toThrow('This browser keeps no files for a page');
});

it('a browser that can’t write its private files says so, and keeps nothing', async () => {
  const disk = fakeFileSystem({ writing: 'none' });
  await expect(remember(SMALL)).rejects.toThrow('This browser keeps no files for a page');
  expect(disk.size).toBe(0);
});

it('a stored model of which a part was changed or removed from outside is none', async () => {
  const disk = fakeFileSystem();
  await remember();
  const home = disk.get('own-model') as Map<string, Map<string, { bytes: Uint8Array }>>;
  const folder = [...home.values()].find((each) => each instanceof Map);
  const first = folder?.get('0') as { bytes: Uint8Array };
  first.bytes = first.bytes.slice(1);
  expect(await rememberedModel()).toBeNull();
  folder?.delete('0');
  expect(await rememberedModel()).toBeNull();
  for (const text of [
    '',
    '{}',
    'null',
    '{"name":1,"folder":"x","files":[]}',
    '{"name":"a","folder":"x","files":[{}]}',
  ]) {
    await remember(SMALL);
    const now = disk.get('own-model') as Map<string, { bytes: Uint8Array }>;
    (now.get('model.json') as { bytes: Uint8Array }).bytes = new TextEncoder().encode(text);
    expect(await rememberedModel(), text).toBeNull();
  }
});

it.each(FAULTS)('a worker that %s while it stores a model gives a sentence, and nothing is kept', async (_, fault) => {
  const disk = fakeFileSystem();
  const { storage } = navigator;
  const copy = new ModelCopy(PIECE);
  const { worker, asked } = stuckWorker('copySome', { begin: (given: CopiedModel) => copy.begin(given) });
  // The double of the worker brings a navigator of its own.
  Object.assign(navigator, { storage });
  const storing = expect(
    rememberModel(
      SMALL,
      () => {},
      going(),
      () => worker,
    ),
  ).rejects.toThrow(`The worker that stores your model ${fault.sentence}.`);
  await asked;
  expect(disk.size).toBe(1);
  fault.strike(worker);
  await storing;
  expect(disk.size).toBe(0);
});
