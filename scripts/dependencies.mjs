import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { becauseOf, npm } from './command.mjs';
import { ROOT } from './paths.mjs';
import { checkPath, checkWritable } from './surroundings.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages install path → package, as in package-lock.json
 */

/**
 * What keeps `installed` from being what `locked` asks for, as one sentence; `undefined` when nothing does. Optional
 * packages may be missing: they are other platforms' binaries.
 * @param {LockedPackages} locked
 * @param {LockedPackages} installed
 * @returns {string | undefined}
 */
export function staleness(locked, installed) {
  for (const [path, wanted] of Object.entries(locked)) {
    if (path === '') continue;
    const found = installed[path];
    if (!found && !wanted.optional && !wanted.devOptional) return `${path} is missing.`;
    if (found && found.version !== wanted.version) return `${path} is ${found.version}, not ${wanted.version}.`;
  }
  const extra = Object.keys(installed).find((path) => !(path in locked));
  return extra && `${extra} is not in package-lock.json.`;
}

/** @param {string} path @returns {Promise<LockedPackages | undefined>} */
async function packagesOf(path) {
  try {
    return JSON.parse(await readFile(join(ROOT, path), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Installs what package-lock.json asks for, unless it is there already. npm keeps its own record in node_modules. */
export async function ensureDependencies() {
  checkPath();
  // What is built already needs nothing written.
  if (!process.argv.includes('--built')) checkWritable();
  const locked = await packagesOf('package-lock.json');
  if (!locked) throw new Error('package-lock.json is missing or unreadable: restore it with git checkout.');
  const installed = await packagesOf('node_modules/.package-lock.json');
  const reason = installed ? staleness(locked, installed) : 'node_modules is missing.';
  if (!reason) return;
  console.log(`${reason} Installing…`);
  // NODE_ENV=production would otherwise leave out what builds and tests the app.
  await npm(['ci', '--include=dev', '--no-audit', '--no-fund']).catch((error) => {
    throw becauseOf(
      error,
      'The packages could not be installed: npm says above why. If it names the network (ENOTFOUND, EAI_AGAIN, ETIMEDOUT, ' +
        'ECONNREFUSED), connect this machine, or tell npm its proxy, and try again: from then on none is needed.',
    );
  });
}
