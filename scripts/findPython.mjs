import { delimiter, join } from 'node:path';
import { succeeds } from './command.mjs';

/** Ends with 0 where PyTorch is installed. Importing it would take seconds. */
const HAS_PYTORCH = 'import importlib.util, sys; sys.exit(importlib.util.find_spec("torch") is None)';

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
export const findPytorch = () =>
  pythonCandidates(process.platform, process.env).find((path) => succeeds(path, ['-c', HAS_PYTORCH]));
