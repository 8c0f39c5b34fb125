import { delimiter, join } from 'node:path';
import { succeeds } from './command.mjs';

/**
 * A program that ends with 0 where all of these modules are installed. Importing them would take seconds.
 * @param {string[]} modules
 */
const hasAll = (modules) =>
  `import importlib.util, sys; sys.exit(not all(map(importlib.util.find_spec, ${JSON.stringify(modules)})))`;

/** What to say where no Python has PyTorch. */
export const HOW_TO_GET_PYTORCH =
  'no Python here has it. Debian: apt-get install python3-torch; elsewhere: pip install torch numpy; or set PYTHON.';

/**
 * Every path at which a Python may be, best first: `PYTHON`, the PATH, the system's own, which another may hide on the PATH.
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]}
 */
export function pythonCandidates(platform, env) {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const suffix = platform === 'win32' ? '.exe' : '';
  const onPath = ['python3', 'python'].flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
  const own = platform === 'win32' ? [] : [join('/usr/bin', 'python3')];
  return [...new Set([...(env['PYTHON'] ? [env['PYTHON']] : []), ...onPath, ...own])];
}

/** A Python of this machine that has PyTorch, or `undefined`. @returns {string | undefined} */
export const findPytorch = () => findWith(['torch']);

/** A Python of this machine that has PyTorch and transformers, or `undefined`. @returns {string | undefined} */
export const findTransformers = () => findWith(['torch', 'transformers', 'safetensors']);

/** @param {string[]} modules @returns {string | undefined} */
function findWith(modules) {
  const program = hasAll(modules);
  return pythonCandidates(process.platform, process.env).find((path) => succeeds(path, ['-c', program]));
}
