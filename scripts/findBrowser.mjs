import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Chromium and its kin by the names that they have on a PATH, best first. The shell is Chromium without the windows that
 * nobody sees here: a page opens in it in a third of the time.
 */
const COMMANDS = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'msedge',
  'microsoft-edge',
];

/** Where macOS and Windows keep them, off the PATH. */
const USUAL_PLACES = {
  darwin: [
    'Chromium.app/Contents/MacOS/Chromium',
    'Google Chrome.app/Contents/MacOS/Google Chrome',
    'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'Chromium\\Application\\chrome.exe',
    'Google\\Chrome\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/**
 * Every path at which a browser of the Chromium family may be, best first: `CHROME_PATH`, the PATH, the usual places.
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]}
 */
export function browserCandidates(platform, env) {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const suffix = platform === 'win32' ? '.exe' : '';
  const onPath = COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command + suffix)));
  return [...(env['CHROME_PATH'] ? [env['CHROME_PATH']] : []), ...onPath, ...usualPlaces(platform, env)];
}

/** @param {NodeJS.Platform} platform @param {NodeJS.ProcessEnv} env */
function usualPlaces(platform, env) {
  if (platform === 'darwin') return USUAL_PLACES.darwin.map((place) => `/Applications/${place}`);
  if (platform !== 'win32') return [];
  const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(
    (root) => root !== undefined,
  );
  return roots.flatMap((root) => USUAL_PLACES.win32.map((place) => `${root}\\${place}`));
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The browser that this machine has, or `undefined`. @returns {string | undefined} */
export const findBrowser = () => browserCandidates(process.platform, process.env).find(isExecutable);
