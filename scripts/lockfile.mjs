import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

/**
 * @typedef {{ resolved?: string, optionalDependencies?: Record<string, string> }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages install path → package, as in package-lock.json
 */

/**
 * The packages that name a download address. There should be none: such a lockfile installs from one registry only,
 * and gives its address away. `.npmrc` keeps npm from writing them.
 * @param {LockedPackages} packages
 * @returns {string[]} their install paths
 */
export const packagesWithAddress = (packages) =>
  Object.entries(packages)
    .filter(([, { resolved }]) => resolved?.includes('://'))
    .map(([path]) => path);

/**
 * The optional packages — other platforms' binaries, mostly — that somebody asks for and the lockfile does not have.
 * npm leaves them out where its registry lacks them, and `npm ci` then refuses the lockfile everywhere.
 * @param {LockedPackages} packages
 * @returns {string[]} their names
 */
export const optionalsLeftOut = (packages) => {
  const paths = Object.keys(packages);
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
  return wanted.filter((name) => !paths.some((path) => path.endsWith(`node_modules/${name}`)));
};

/** Throws when package-lock.json would not install elsewhere. */
export async function checkLockfile() {
  /** @type {{ packages: LockedPackages }} */
  const { packages } = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
  const [tied] = packagesWithAddress(packages);
  if (tied) throw new Error(`package-lock.json names a download address for ${tied}: keep .npmrc and reinstall.`);
  const [leftOut] = optionalsLeftOut(packages);
  if (leftOut) throw new Error(`package-lock.json leaves out the optional ${leftOut}: choose a version that has it.`);
}
