import type { TrainedModel } from '../../../attention/trained/trainedModel.ts';
import type { ShippedModel } from '../../../catalog/shippedModels.ts';
import { reasonIn } from '../../../errors/sentence.ts';
import { beforeSilence, Silence } from '../../../errors/silence.ts';

export interface ModelLoadOptions {
  /** Told the bytes read so far. */
  readonly onProgress: (loadedBytes: number) => void;
  /** `reload` bypasses the browser's cache, so that a retry doesn't meet the answer that failed. */
  readonly cache: 'force-cache' | 'reload';
  readonly signal: AbortSignal;
}

/** Rejects with a sentence for the user, or with the signal's reason once aborted. */
export type LoadModel = (file: ShippedModel, options: ModelLoadOptions) => Promise<TrainedModel>;

/** What a model's file is read with. */
export interface ShippedReader {
  /** Gets it ready, while the file is still on its way. */
  start(): void;
  /** Null where the file has another SHA-256; rejects where it holds no model. */
  readShipped(file: Uint8Array, sha256: string): Promise<TrainedModel | null>;
}

/**
 * Fetches a model from the app's own server, and takes it only if it has the hash that the catalog gives: another build's
 * file, or half of one, would be other weights under the same figures.
 */
export function modelLoader(reader: ShippedReader): LoadModel {
  return async ({ file, bytes, sha256, numKvHeads }, { onProgress, cache, signal }) => {
    const failure = (reason: string, cause?: unknown) =>
      new Error(
        `The trained model with ${numKvHeads} KV ${numKvHeads === 1 ? 'head' : 'heads'} could not be loaded: ${reason}.`,
        { cause },
      );
    // The hash in the address: a new build's file is never an older one's from the cache.
    const url = new URL(`weights/${file}?sha256=${sha256.slice(0, 16)}`, document.baseURI);
    const download = new AbortController();
    signal.addEventListener('abort', () => download.abort(signal.reason), { once: true });
    const answer = beforeSilence(fetch(url, { cache, signal: download.signal }));
    reader.start();
    const response = await answer.catch((cause: unknown) => {
      signal.throwIfAborted();
      download.abort();
      throw failure(cause instanceof Silence ? reasonIn(cause) : 'the server does not answer', cause);
    });
    if (!response.ok) throw failure(`the server answered ${response.status}`);
    const content = new Uint8Array(bytes);
    let loadedBytes = 0;
    try {
      for await (const chunk of chunksOf(response)) {
        if (loadedBytes + chunk.length > bytes) break;
        content.set(chunk, loadedBytes);
        loadedBytes += chunk.length;
        onProgress(loadedBytes);
        signal.throwIfAborted();
      }
    } catch (cause) {
      signal.throwIfAborted();
      if (cause instanceof Silence) throw failure(`${reasonIn(cause)}, after ${loadedBytes} bytes`, cause);
      throw failure(`its file broke off after ${loadedBytes} bytes`, cause);
    }
    const foreign = 'its file is not the one that belongs to this version of the app';
    if (loadedBytes !== bytes) throw failure(foreign);
    const model = await reader.readShipped(content, sha256).catch((cause: unknown) => {
      throw failure('its file can’t be read', cause);
    });
    if (!model) throw failure(foreign);
    return model;
  };
}

const read = (reader: ReadableStreamDefaultReader<Uint8Array> | undefined) => reader && beforeSilence(reader.read());

/** The body in chunks; who takes no more of them ends the download. Safari's streams are not iterable themselves. */
async function* chunksOf(response: Response): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  try {
    for (let next = await read(reader); next && !next.done; next = await read(reader)) yield next.value;
  } finally {
    // A stream that broke rejects this as well, which says nothing new.
    reader?.cancel().catch(() => {});
  }
}
