import rankFileUrl from 'gpt-tokenizer/data/o200k_base.tiktoken?url';
import type { O200kEncoder } from '../../../attention/tokenizers/o200k.ts';
import { RANK_FILE_BYTES, rankFileReader } from '../../../attention/tokenizers/rankFile.ts';
import { reasonIn } from '../../../errors/sentence.ts';
import { beforeSilence, Silence } from '../../../errors/silence.ts';

export interface O200kLoadOptions {
  /** Told the bytes read so far, of `RANK_FILE_BYTES`. */
  readonly onProgress: (loadedBytes: number) => void;
  /** `reload` bypasses the browser's cache, so that a retry doesn't meet the answer that failed. */
  readonly cache: 'default' | 'reload';
}

/** Bytes parsed between two breaths: about 10 ms. */
const BREATH_BYTES = 128 * 1024;

/**
 * Fetches GPT-4o's ranks from the app's own server and builds the encoder. The file is data, not a script: its progress
 * is real and a failed load can be tried again, where a browser may remember a failed `import()` forever.
 * Rejects with a sentence for the user.
 */
export async function loadO200k({ onProgress, cache }: O200kLoadOptions): Promise<O200kEncoder> {
  const [response, { createO200kEncoder }] = await Promise.all([fetchRanks(cache), fetchEncoder()]);
  const reader = rankFileReader();
  let loadedBytes = 0;
  try {
    for await (const chunk of chunksOf(response)) {
      reader.push(chunk);
      loadedBytes += chunk.length;
      onProgress(loadedBytes);
      await new Promise((resume) => setTimeout(resume)); // Lets the page draw and answer.
    }
  } catch (cause) {
    if (cause instanceof Silence) throw failure(`${reasonIn(cause)}, after ${loadedBytes} bytes`, cause);
    throw failure(`its file broke off after ${loadedBytes} bytes or is not a rank file`, cause);
  }
  if (loadedBytes !== RANK_FILE_BYTES) throw failure(`${loadedBytes} of ${RANK_FILE_BYTES} bytes arrived`);
  return createO200kEncoder(reader.finish());
}

async function fetchRanks(cache: RequestCache): Promise<Response> {
  const download = new AbortController();
  const answer = beforeSilence(fetch(rankFileUrl, { cache, signal: download.signal }));
  const response = await answer.catch((cause: unknown) => {
    download.abort();
    throw failure(cause instanceof Silence ? reasonIn(cause) : 'the server does not answer', cause);
  });
  if (!response.ok) throw failure(`the server answered ${response.status}`);
  return response;
}

/** What merges by the ranks: no use to those who never choose this tokenizer. */
function fetchEncoder() {
  return import('../../../attention/tokenizers/o200kEncoder.ts').catch((cause: unknown) => {
    throw failure('the server does not answer', cause);
  });
}

/** The body in chunks small enough to parse in one go. Safari's streams are not iterable themselves. */
async function* chunksOf(response: Response): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  const read = () => reader && beforeSilence(reader.read());
  try {
    for (let next = await read(); next && !next.done; next = await read()) {
      for (let start = 0; start < next.value.length; start += BREATH_BYTES) {
        yield next.value.subarray(start, start + BREATH_BYTES);
      }
    }
  } finally {
    // A stream that broke rejects this as well, which says nothing new.
    reader?.cancel().catch(() => {});
  }
}

function failure(reason: string, cause?: unknown): Error {
  return new Error(`The GPT-4o tokenizer could not be loaded: ${reason}.`, { cause });
}
