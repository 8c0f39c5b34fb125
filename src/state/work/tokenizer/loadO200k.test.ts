import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RANK_FILE_BYTES } from '../../../attention/tokenizers/rankFile.ts';
import { loadO200k } from './loadO200k.ts';

const rankFile = readFileSync(createRequire(import.meta.url).resolve('gpt-tokenizer/data/o200k_base.tiktoken'));

/** What a server sends: `bytes` in chunks, broken off at the end if asked to. */
function streamOf(bytes: Uint8Array, breaksOff = false): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      const chunk = bytes.subarray(sent, sent + 500_000);
      sent += chunk.length;
      if (chunk.length > 0) controller.enqueue(chunk);
      else if (breaksOff) controller.error(new TypeError('network error'));
      else controller.close();
    },
  });
}

const serve = (respond: () => Response | Promise<Response>) => {
  const fetch = vi.fn(async () => respond());
  vi.stubGlobal('fetch', fetch);
  return fetch;
};
const load = (onProgress = (_loadedBytes: number) => {}) => loadO200k({ onProgress, cache: 'default' });

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("GPT-4o's ranks", () => {
  it('arrive with progress to the last byte', async () => {
    const fetch = serve(() => new Response(streamOf(rankFile)));
    const progress: number[] = [];
    const encoder = await load((loadedBytes) => progress.push(loadedBytes));
    expect(encoder.encode('hello world')).toEqual([24_912, 2_375]);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.length).toBeGreaterThan(5);
    expect(progress.at(-1)).toBe(RANK_FILE_BYTES);
    expect(fetch).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining('o200k_base'),
      expect.objectContaining({ cache: 'default' }),
    );
  });

  it('that the server does not have are a sentence', async () => {
    serve(() => new Response('', { status: 404 }));
    await expect(load()).rejects.toThrow('The GPT-4o tokenizer could not be loaded: the server answered 404.');
  });

  it('whose server does not answer are a sentence', async () => {
    serve(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(load()).rejects.toThrow('The GPT-4o tokenizer could not be loaded: the server does not answer.');
  });

  it('that never come are a sentence after 30 s', async () => {
    vi.useFakeTimers();
    try {
      serve(() => new Promise(() => {}));
      const end = load().catch((error: Error) => error.message);
      // The encoder's import comes by real time.
      await vi.advanceTimersByTimeAsync(30_000);
      expect(await end).toMatch(/could not be loaded: the server has sent nothing for 30 s\.$/);
    } finally {
      vi.useRealTimers();
    }
  });

  it('that break off are a sentence', async () => {
    serve(() => new Response(streamOf(rankFile.subarray(0, 700_000), true)));
    await expect(load()).rejects.toThrow('its file broke off after 700000 bytes or is not a rank file.');
  });

  it('that end too early are a sentence', async () => {
    // Up to the end of a line, so that only the length tells.
    const end = rankFile.indexOf('\n', 700_000) + 1;
    serve(() => new Response(streamOf(rankFile.subarray(0, end))));
    await expect(load()).rejects.toThrow(`${end} of ${RANK_FILE_BYTES} bytes arrived.`);
  });

  it('in whose place a page is served are a sentence', async () => {
    serve(() => new Response('<!doctype html>\n<title>Sign in</title>\n'));
    await expect(load()).rejects.toThrow('is not a rank file.');
  });
});
