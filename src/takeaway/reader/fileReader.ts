import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { readModelFile } from '../modelFile.ts';
import { openModelSet } from '../modelSetFile.ts';
import type { ModelReader } from './ModelReader.ts';

/** Bytes hashed between two pauses: about 5 ms. */
const SLICE_BYTES = 128 * 1024;

/**
 * A reader on this thread. `crypto.subtle` has no hash on plain-http addresses such as a class room's, hence one in
 * JavaScript.
 *
 * @param pause lets the thread's other tasks through
 */
export function fileReader(pause: () => Promise<void>): ModelReader {
  return {
    async readShipped(file, expected) {
      const hash = sha256.create();
      for (let start = 0; start < file.length; start += SLICE_BYTES) {
        hash.update(file.subarray(start, start + SLICE_BYTES));
        await pause();
      }
      return bytesToHex(hash.digest()) === expected ? readModelFile(file) : null;
    },
    readSet: openModelSet,
  };
}
