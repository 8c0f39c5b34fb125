import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { TrainedModel } from '../../../attention/trained/trainedModel.ts';
import { type ShippedModel, shippedModel } from '../../../catalog/shippedModels.ts';
import { modelLoader } from './loadModel.ts';

const model = shippedModel(1) as ShippedModel;
const file = new Uint8Array(readFileSync(`public/weights/${model.file}`));
const decoded = { shape: { dModel: 256, numHeads: 16, numKvHeads: 1 } } as TrainedModel;
const decode = vi.fn((_file: Uint8Array) => decoded);
const start = vi.fn();
const readShipped = vi.fn(async (content: Uint8Array, sha256: string) =>
  createHash('sha256').update(content).digest('hex') === sha256 ? decode(content) : null,
);
const load = modelLoader({ start, readShipped });

const fetched = vi.fn<typeof fetch>();
beforeEach(() => {
  vi.stubGlobal('fetch', fetched.mockReset());
  vi.stubGlobal('document', { baseURI: 'https://example.org/sub/path/' });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** `content` in pieces of 100,000 bytes, and then an error where one is given. */
function answer(content: Uint8Array, error?: Error): Response {
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= content.length) return error ? controller.error(error) : controller.close();
      controller.enqueue(content.slice(at, at + 100_000));
      at += 100_000;
    },
  });
  return new Response(body);
}

function loaded(options: Partial<Parameters<typeof load>[1]> = {}) {
  return load(model, { onProgress: () => {}, cache: 'force-cache', signal: new AbortController().signal, ...options });
}

it('loads a model from beside the page, from the cache where it can, and tells how far it is', async () => {
  fetched.mockResolvedValue(answer(file));
  const progress: number[] = [];
  expect(await loaded({ onProgress: (bytes) => progress.push(bytes) })).toBe(decoded);
  expect(Buffer.compare(decode.mock.lastCall?.[0] as Uint8Array, file)).toBe(0);
  expect(progress.at(-1)).toBe(model.bytes);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  const [url, init] = fetched.mock.calls[0] ?? [];
  expect(String(url)).toBe(`https://example.org/sub/path/weights/${model.file}?sha256=${model.sha256.slice(0, 16)}`);
  expect(init).toMatchObject({ cache: 'force-cache' });
  expect(start).toHaveBeenCalledOnce();
});

it('says so when the server sends nothing for 30 s, at first or after a part, and waits no more for it', async () => {
  vi.useFakeTimers();
  try {
    const endOf = (promise: Promise<unknown>) => promise.catch((error: Error) => error.message);
    fetched.mockReturnValueOnce(new Promise(() => {}));
    const first = endOf(loaded());
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await first).toMatch(/could not be loaded: the server has sent nothing for 30 s\.$/);
    expect(fetched.mock.lastCall?.[1]?.signal?.aborted).toBe(true);

    // A piece every 29 s: slow, and never silent; then nothing more.
    let isCancelled = false;
    let pieces = 0;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (pieces === 3) return new Promise(() => {});
        await new Promise((resolve) => setTimeout(resolve, 29_000));
        controller.enqueue(file.slice(100 * pieces, 100 * ++pieces));
      },
      cancel() {
        isCancelled = true;
      },
    });
    fetched.mockResolvedValueOnce(new Response(body));
    const second = endOf(loaded());
    await vi.advanceTimersByTimeAsync(3 * 29_000 + 30_000);
    expect(await second).toMatch(/could not be loaded: the server has sent nothing for 30 s, after 300 bytes\.$/);
    expect(isCancelled).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});

it('says in a sentence why a model could not be loaded', async () => {
  const sentence = (reason: string) => `The trained model with 1 KV head could not be loaded: ${reason}.`;
  fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'));
  await expect(loaded()).rejects.toThrow(sentence('the server does not answer'));
  fetched.mockResolvedValueOnce(new Response('nothing', { status: 404 }));
  await expect(loaded()).rejects.toThrow(sentence('the server answered 404'));
  fetched.mockResolvedValueOnce(answer(file.slice(0, 200_000), new TypeError('network error')));
  await expect(loaded()).rejects.toThrow(sentence('its file broke off after 200000 bytes'));
  const foreign = 'its file is not the one that belongs to this version of the app';
  fetched.mockResolvedValueOnce(answer(file.slice(0, 200_000)));
  await expect(loaded()).rejects.toThrow(sentence(foreign));
  fetched.mockResolvedValueOnce(answer(file.map((byte, index) => (index === 500_000 ? byte ^ 1 : byte))));
  await expect(loaded()).rejects.toThrow(sentence(foreign));
  fetched.mockResolvedValueOnce(answer(new TextEncoder().encode('<!doctype html>'.repeat(200_000))));
  await expect(loaded()).rejects.toThrow(sentence(foreign));
  fetched.mockResolvedValueOnce(answer(file));
  decode.mockImplementationOnce(() => {
    throw new Error('This is none.');
  });
  await expect(loaded()).rejects.toThrow(sentence('its file can’t be read'));
});

it('does not even read a file of another length', async () => {
  readShipped.mockClear();
  for (const content of [file.slice(0, -1), Buffer.concat([file, Uint8Array.of(0)])]) {
    fetched.mockResolvedValueOnce(answer(content));
    await expect(loaded()).rejects.toThrow('its file is not the one that belongs to this version of the app');
  }
  // Not the spy itself: a failure would print both files.
  expect(readShipped.mock.calls.length).toBe(0);
});

it('ends the download of a file that is too long', async () => {
  const cancel = vi.fn();
  const body = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(model.bytes + 1)),
    cancel,
  });
  fetched.mockResolvedValue(new Response(body));
  await expect(loaded()).rejects.toThrow('belongs to this version of the app');
  expect(cancel).toHaveBeenCalledOnce();
});

it('is given up with the reason of its signal', async () => {
  const controller = new AbortController();
  fetched.mockResolvedValue(answer(file));
  const given = loaded({ signal: controller.signal, onProgress: () => controller.abort(new Error('Not wanted.')) });
  await expect(given).rejects.toThrow('Not wanted.');
});
