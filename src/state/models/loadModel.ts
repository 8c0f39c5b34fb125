import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { TrainedModel } from '../../attention/trained/trainedModel.ts';
import type { CatalogModel } from '../../catalog/trainedModels.ts';

export interface ModelLoadOptions {
  /** Told the bytes read so far. */
  readonly onProgress: (loadedBytes: number) => void;
  /** `reload` bypasses the browser's cache, so that a retry doesn't meet the answer that failed. */
  readonly cache: 'force-cache' | 'reload';
  readonly signal: AbortSignal;
}

/** Rejects with a sentence for the user, or with the signal's reason once aborted. */
export type LoadModel = (file: CatalogModel, options: ModelLoadOptions) => Promise<TrainedModel>;

/** Bytes hashed between two breaths: about 5 ms. */
const BREATH_BYTES = 128 * 1024;

/**
 * Fetches a model from the app's own server, and takes it only if it has the hash that the catalog gives: another build's
 * file, or half of one, would be other weights under the same figures. `crypto.subtle` has no hash on plain-http addresses
 * such as a class room's, hence one in JavaScript.
 *
 * @param decode reads a model's file; throws where it is none
 */
export function modelLoader(decode: (file: Uint8Array) => TrainedModel): LoadModel {
  return async ({ file, bytes, sha256: expected, numKvHeads }, { onProgress, cache, signal }) => {
    const failure = (reason: string, cause?: unknown) =>
      new Error(
        `The trained model with ${numKvHeads} KV ${numKvHeads === 1 ? 'head' : 'heads'} could not be loaded: ${reason}.`,
        { cause },
      );
    // The hash in the address: a new build's file is never an older one's from the cache.
    const url = new URL(`weights/${file}?sha256=${expected.slice(0, 16)}`, document.baseURI);
    const response = await fetch(url, { cache, signal }).catch((cause: unknown) => {
      signal.throwIfAborted();
      throw failure('the server does not answer', cause);
    });
    if (!response.ok) throw failure(`the server answered ${response.status}`);
    const content = new Uint8Array(bytes);
    const hash = sha256.create();
    let loadedBytes = 0;
    try {
      for await (const chunk of chunksOf(response)) {
        if (loadedBytes + chunk.length > bytes) break;
        content.set(chunk, loadedBytes);
        hash.update(chunk);
        loadedBytes += chunk.length;
        onProgress(loadedBytes);
        await breath();
        signal.throwIfAborted();
      }
    } catch (cause) {
      signal.throwIfAborted();
      throw failure(`its file broke off after ${loadedBytes} bytes`, cause);
    }
    if (loadedBytes !== bytes || bytesToHex(hash.digest()) !== expected)
      throw failure('its file is not the one that belongs to this version of the app');
    await breath();
    try {
      return decode(content);
    } catch (cause) {
      throw failure('its file can’t be read', cause);
    }
  };
}

/**
 * The body in chunks small enough to hash in one go; who takes no more of them ends the download. Safari's streams are not
 * iterable themselves.
 */
async function* chunksOf(response: Response): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  try {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      for (let start = 0; start < next.value.length; start += BREATH_BYTES)
        yield next.value.subarray(start, start + BREATH_BYTES);
    }
  } finally {
    // A stream that broke rejects this as well, which says nothing new.
    reader?.cancel().catch(() => {});
  }
}

/** Lets the page draw and answer. */
function breath(): Promise<void> {
  return new Promise((resume) => setTimeout(resume));
}
