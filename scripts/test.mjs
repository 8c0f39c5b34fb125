// npm test: installs what is missing, then runs every check; the first stage that fails ends the run.
import { ensureBrowser } from './browser.mjs';
import { exitBecause, tool } from './command.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { findPytorch, HOW_TO_GET_PYTORCH } from './findPython.mjs';
import { checkLockfile } from './lockfile.mjs';

// Biome's `ci` colours its output wherever it goes, whatever NO_COLOR says.
const biomeColors = process.stdout.isTTY ? [] : ['--colors=off'];

const BROWSERS = 'e2e/browsers/playwright.config.ts';

async function unitTests() {
  if (!findPytorch()) console.log(`Skipped, the programs for PyTorch: ${HOW_TO_GET_PYTORCH}`);
  await tool('vitest', ['run']);
}

/** @type {readonly (readonly [title: string, stage: () => Promise<unknown>])[]} */
const STAGES = [
  ['Dependencies', ensureDependencies],
  ['Lockfile', checkLockfile],
  ['Format and lint', () => tool('@biomejs/biome', ['ci', ...biomeColors, '.'])],
  ['Types', () => tool('typescript', ['--noEmit'])],
  ['Unit tests', unitTests],
  ['Build', () => tool('vite', ['build'])],
  ['Browser', ensureBrowser],
  // Where the machine has it; it says so where not.
  ['Smoke tests in Firefox', () => tool('playwright', ['test', `--config=${BROWSERS}`, '--project=firefox'])],
  ['End-to-end tests', () => tool('playwright', ['test'])],
];

for (const [title, stage] of STAGES) {
  console.log(`\n── ${title}`);
  await stage().catch(exitBecause);
}
