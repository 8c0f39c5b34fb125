import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

/** A program that ended badly; `exitCode` is its own. */
class CommandFailed extends Error {
  /** @param {string} message @param {number} exitCode */
  constructor(message, exitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Returns an error that says more than `error` and ends this program with the same exit code.
 * @param {unknown} error
 * @param {string} sentence
 */
export function becauseOf(error, sentence) {
  return new CommandFailed(sentence, error instanceof CommandFailed ? error.exitCode : 1);
}

/** Returns our own environment as it is now: a script may have added to it. */
function childEnv() {
  // Some tools colour their output wherever it goes; in a log it hides the words.
  return process.stdout.isTTY || process.env['FORCE_COLOR'] ? process.env : { ...process.env, NO_COLOR: '1' };
}

/**
 * Runs a program in the repository's root on our own input and output. Resolves when it succeeds.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env what the program's environment has besides our own
 * @returns {Promise<void>}
 */
export function run(program, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', cwd: ROOT, env: { ...childEnv(), ...env } });
    child.on('error', (cause) => reject(new Error(`${program} could not be started: ${cause.message}`)));
    child.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new CommandFailed(`${program} ${args.join(' ')} ended with ${signal ?? `code ${code}`}.`, code ?? 1));
    });
  });
}

/** Whether a program runs and succeeds. @param {string} program @param {readonly string[]} args */
export const succeeds = (program, args) => spawnSync(program, args, { stdio: 'ignore', timeout: 30_000 }).status === 0;

/**
 * Runs npm: the one that runs us, where there is one. On Windows npm is a batch file, which `spawn` does not start;
 * its JavaScript, whose path npm tells its scripts, starts everywhere.
 * @param {readonly string[]} args
 */
export const npm = (args) => {
  const script = process.env['npm_execpath'];
  return script?.endsWith('npm-cli.js') ? run(process.execPath, [script, ...args]) : run('npm', args);
};

/**
 * Runs the command line of an installed package without npx, which offers to download what it does not find.
 * @param {string} packageName
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env as for `run`
 */
export const tool = async (packageName, args, env = {}) => {
  const folder = join(ROOT, 'node_modules', packageName);
  const bin = commandsOf(packageName, join(folder, 'package.json'));
  await run(process.execPath, [join(folder, Object.values(bin)[0] ?? ''), ...args], env);
};

/**
 * @param {string} packageName
 * @param {string} path of its package.json
 * @returns {Record<string, string>} command → path of its script
 */
function commandsOf(packageName, path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).bin;
  } catch (cause) {
    throw new Error(`The package ${packageName} is missing or damaged: run “npm ci” and try again.`, { cause });
  }
}

/** Ends this program because of `error`, with the exit code of the program that failed. @param {unknown} error */
export function exitBecause(error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exit(error instanceof CommandFailed ? error.exitCode : 1);
}
