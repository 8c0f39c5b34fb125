import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './paths.mjs';

/** Where HeadRoom is served if nobody asks for another port. */
const USUAL_PORT = 4173;

/**
 * Returns the port that PORT asks for, the usual one if it asks for none.
 * @param {string | undefined} value of PORT
 */
export function portOf(value) {
  if (value === undefined || value.trim() === '') return USUAL_PORT;
  const port = /^\s*\d{1,5}\s*$/.test(value) ? Number(value) : Number.NaN;
  if (!(port <= 65_535))
    throw new Error(`PORT=${value.slice(0, 60)} is not a port: give a whole number up to 65535, or leave it out.`);
  return port;
}

/** Characters that end a path where Vite takes it for an address. */
const NO_PATH = /[#?]/;

/** Throws a sentence if HeadRoom can't be built in a folder of this name. */
export function checkPath(root = ROOT) {
  const [character] = NO_PATH.exec(root) ?? [];
  if (character)
    throw new Error(`The path ${root} has a “${character}” in it, where Vite can’t build: rename or move that folder.`);
}

/**
 * Throws a sentence if what is installed and built can't be written.
 * @param {(path: string) => boolean} isWritable of a file or folder that exists
 */
export function checkWritable(root = ROOT, isWritable = mayWrite, exists = existsSync) {
  for (const name of ['node_modules', 'dist']) {
    const path = join(root, name);
    const place = exists(path) ? path : dirname(path);
    if (!isWritable(place))
      throw new Error(
        `You may not write to ${place}, where “${name}” belongs: have its owner change that, or copy HeadRoom to a folder of yours.`,
      );
  }
}

/** @param {string} path */
function mayWrite(path) {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
