import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

/**
 * The packages of a package-lock.json that name a download address. There should be none: such a lockfile installs
 * from one registry only, and gives its address away. `.npmrc` keeps npm from writing them.
 * @param {string} lockfile the file's text
 * @returns {string[]} their install paths
 */
export const packagesWithAddress = (lockfile) =>
  Object.entries(JSON.parse(lockfile).packages)
    .filter(([, entry]) => /:\/\//.test(/** @type {{ resolved?: string }} */ (entry).resolved ?? ''))
    .map(([path]) => path);

/** Throws when package-lock.json names a download address. */
export async function checkLockfile() {
  const offenders = packagesWithAddress(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
  if (offenders.length === 0) return;
  throw new Error(
    `package-lock.json names the download address of ${offenders.length} packages, ${offenders[0]} first. ` +
      'Run npm install --omit-lockfile-registry-resolved.',
  );
}
