import { chromium } from 'playwright';
import { findBrowser } from './findBrowser.mjs';

/** How tests, screenshots and the benchmark start the browser: the machine's, else the one that Playwright downloaded. */
export const LAUNCH_OPTIONS = {
  executablePath: findBrowser() ?? chromium.executablePath(),
  args: [
    // Containers, and root, have no sandbox to give.
    '--no-sandbox',
    // WebGL in software where there is no GPU.
    '--enable-unsafe-swiftshader',
    // No calls home, which would count as requests to another host.
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
