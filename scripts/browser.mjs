import { existsSync } from 'node:fs';
import { run, succeeds, tool } from './command.mjs';
import { findBrowser } from './findBrowser.mjs';

/**
 * A browser that starts, as the path of its program: one that the machine has, or else Playwright's own, downloaded
 * where need be, or else — on Debian and its kin, as root or with sudo — the distribution's.
 * Needs `node_modules`.
 * @returns {Promise<string>}
 */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  const downloaded = await playwrightBrowser();
  if (downloaded) return downloaded;
  await installWithApt();
  const installed = findBrowser();
  if (installed) return installed;
  throw new Error('No browser: install Chromium or Chrome, or set CHROME_PATH to the program of one.');
}

/** @returns {Promise<string | undefined>} */
async function playwrightBrowser() {
  const { chromium } = await import('playwright');
  const path = chromium.executablePath();
  if (!existsSync(path)) {
    console.log('No Chromium, Chrome or Edge on this machine: downloading Playwright’s Chromium…');
    await tool('playwright', ['install', '--no-shell', 'chromium']).catch(() => undefined);
  }
  // A download without the system's libraries exists and does not start. (On Windows --version opens a window.)
  return existsSync(path) && (process.platform === 'win32' || succeeds(path, ['--version'])) ? path : undefined;
}

async function installWithApt() {
  if (!succeeds('apt-get', ['--version'])) return;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (asRoot.length > 0 && !succeeds('sudo', ['-n', 'true'])) return;
  const [program, ...args] = [...asRoot, 'apt-get'];
  console.log('Installing the distribution’s Chromium…');
  /** @param {string} name */
  const install = (name) => run(program, [...args, 'install', '-y', '-q', '--no-install-recommends', name]);
  // A failed update is no obstacle where the lists are there already.
  await run(program, [...args, 'update', '-q']).catch(() => undefined);
  // Where the shell is no package of its own, the whole of it does the same, more slowly.
  await install('chromium-headless-shell')
    .catch(() => install('chromium'))
    .catch(() => undefined);
}
